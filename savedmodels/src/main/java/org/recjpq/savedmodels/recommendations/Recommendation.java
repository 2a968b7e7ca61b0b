package org.recjpq.savedmodels.recommendations;

/**
 * One line of a list of recommendations.
 *
 * @param item external id
 * @param score what the list is ordered by, always finite: the model's score, in no particular
 *     unit; in a list for a history without known items the item's share of all training
 *     interactions
 */
public record Recommendation(String item, float score) {}
