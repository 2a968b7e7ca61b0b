package org.recjpq.program.recommendation;

import java.util.List;

/**
 * A history to recommend for.
 *
 * @param name anything that identifies it, such as a user id
 * @param ids external item ids, oldest first
 */
public record NamedHistory(String name, List<String> ids) {}
