/**
 * Assigns item codes by the executors of a cluster. In come prepared folders, out go item codes.
 */
@NullMarked
package org.recjpq.cluster.codes;

import org.jspecify.annotations.NullMarked;
