package org.recjpq.program.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.recjpq.assignment.json.Json;
import org.recjpq.assignment.quality.CodeQuality;
import org.recjpq.assignment.quality.CodeSigns;
import org.recjpq.training.report.Sizes;

/** What codes say about the items without training, as text and as JSON. */
public final class CodeSignsText {
  private CodeSignsText() {}

  /** A table with a line for each code assigner, and what its columns are. */
  public static String table(List<CodeSigns> all) {
    StringBuilder text =
        new StringBuilder(
            "codes       splits  sub-ids    used  entropy  shared    lost    kept  next item"
                + "  by vectors\n");
    for (CodeSigns signs : all) {
      CodeQuality quality = signs.quality();
      text.append(
          String.format(
              Locale.ROOT,
              "%-10s %7d %8d %5.1f %% %8.3f %7s %5.1f %% %5.1f %% %10.4f %11.4f%n",
              signs.name(),
              signs.shape().splits(),
              signs.shape().subIds(),
              100 * signs.usedSubIds(),
              signs.entropyInBits(),
              Sizes.exact(signs.itemsWithSharedCode()),
              100 * quality.error(),
              100 * quality.neighboursKept(),
              quality.nextItem().all(),
              quality.nextItemByVector().all()));
    }
    return text.append(
            """
            used: share of the sub-ids that items have; entropy: of a split's sub-ids, in bits;
            shared: items whose code another item has too; lost: squared error of item vectors;
            kept: nearest %d items by vector that stay the nearest; next item: NDCG@10 of the next
            item by the code of the last one, and by its vector
            """
                .formatted(CodeQuality.NEIGHBOURS))
        .toString();
  }

  /** The same figures, shares from 0 to 1. */
  public static ArrayNode json(List<CodeSigns> all) {
    ObjectMapper mapper = Json.mapper();
    ArrayNode array = mapper.createArrayNode();
    for (CodeSigns signs : all) {
      ObjectNode object = array.addObject();
      object.put("name", signs.name());
      object.put("splits", signs.shape().splits());
      object.put("subIds", signs.shape().subIds());
      object.put("usedSubIds", signs.usedSubIds());
      object.put("entropyInBits", signs.entropyInBits());
      object.put("itemsWithSharedCode", signs.itemsWithSharedCode());
      object.put("error", signs.quality().error());
      object.put("neighboursKept", signs.quality().neighboursKept());
      object.put("nextItemNdcg10", signs.quality().nextItem().all());
      object.put("nextItemNdcg10ByVector", signs.quality().nextItemByVector().all());
    }
    return array;
  }
}
