/**
 * Prepared folders in any file system that Spark knows. In come addresses; out go what a folder
 * says of itself, and tables of its sequences.
 */
@NullMarked
package org.recjpq.cluster.folders;

import org.jspecify.annotations.NullMarked;
