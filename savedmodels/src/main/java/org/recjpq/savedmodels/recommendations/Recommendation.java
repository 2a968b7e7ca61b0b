package org.recjpq.savedmodels.recommendations;

/**
 * One entry of a list of recommendations.
 *
 * @param item external id
 * @param score the score by which the list is ordered, always finite: the model's score, in no
 *     particular unit, or, for a history without known items, the item's share of all training
 *     interactions
 */
public record Recommendation(String item, float score) {}
