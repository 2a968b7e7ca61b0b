/**
 * Logs that Spark reads. In come files, tables or a {@code Dataset<Row>}; out go their columns as
 * texts, and the place of each row in the log.
 */
@NullMarked
package org.recjpq.cluster.sources;

import org.jspecify.annotations.NullMarked;
