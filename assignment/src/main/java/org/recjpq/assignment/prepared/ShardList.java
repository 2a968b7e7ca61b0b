package org.recjpq.assignment.prepared;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.files.DataException;
import org.recjpq.assignment.json.Json;
import org.recjpq.assignment.json.Seal;

/**
 * The content of {@code shards/shards.json}.
 *
 * @param shift the logarithm of the numbers in a file; the last of an array has as many or fewer
 * @param manifest checksum of the manifest that the shards belong to
 * @param fingerprint of the data
 * @param files all arrays, by their paths below the prepared folder
 */
record ShardList(int shift, String manifest, String fingerprint, List<PreparedFile> files) {
  private static final String NAME = "shards.json";
  private static final String CONTENTS = "the list of the shards";
  private static final String REMEDY = "delete the folder shards, and it is made again";

  ShardList {
    files = List.copyOf(files);
  }

  void write(Path shards) throws IOException {
    ObjectNode tree = Json.tree(this);
    Seal.put(tree, tree);
    Json.write(shards.resolve(NAME), tree);
  }

  /**
   * The shards of a folder, or null if there are none of this manifest.
   *
   * @throws DataException if the list is damaged
   */
  static @Nullable ShardList read(PreparedFolder folder, PreparedManifest manifest)
      throws IOException {
    Path file = folder.shards().resolve(NAME);
    if (!Files.exists(file)) {
      return null;
    }
    ObjectNode tree = Json.read(file, ObjectNode.class, CONTENTS, REMEDY);
    try {
      Seal seal = Seal.take(tree, tree);
      ShardList list = Json.of(tree, ShardList.class);
      seal.check();
      return list.manifest.equals(manifest.checksum()) ? list : null;
    } catch (DataException broken) {
      throw new DataException(
          "%s: expected %s, found: %s; %s".formatted(file, CONTENTS, broken.getMessage(), REMEDY),
          broken);
    }
  }
}
