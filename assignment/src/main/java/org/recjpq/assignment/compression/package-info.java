/**
 * Files that are read compressed.
 *
 * <p>In: files, and their first bytes, which tell the kind of compression; names say nothing. Out:
 * the bytes that were compressed, or a {@link
 * org.recjpq.assignment.compression.DamagedFileException} where they cannot be had. Start at {@link
 * org.recjpq.assignment.compression.Compression}, for archives at {@link
 * org.recjpq.assignment.compression.ZipArchive}.
 */
@NullMarked
package org.recjpq.assignment.compression;

import org.jspecify.annotations.NullMarked;
