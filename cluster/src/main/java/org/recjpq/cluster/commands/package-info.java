/**
 * The program {@code recjpq-spark}: its commands, and the options that belong to Spark. In come
 * arguments, out go prepared folders, codes, lists and runs.
 */
@NullMarked
package org.recjpq.cluster.commands;

import org.jspecify.annotations.NullMarked;
