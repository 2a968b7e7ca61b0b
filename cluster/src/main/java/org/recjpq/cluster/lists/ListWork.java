package org.recjpq.cluster.lists;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.recjpq.cluster.executors.ExecutorModels;
import org.recjpq.cluster.executors.ExecutorModels.LoadedModel;
import org.recjpq.cluster.executors.SentExport;
import org.recjpq.program.recommendation.ExportLists;
import org.recjpq.program.recommendation.HistoryBatches;
import org.recjpq.program.recommendation.ListConditions;
import org.recjpq.program.recommendation.Lists;
import org.recjpq.savedmodels.recommendations.Recommendation;
import scala.Tuple2;

/**
 * What an executor does with a part of the histories, which begins with a block: rows of a name and
 * a history come in, rows of the name, items and scores go out, in the same order.
 */
final class ListWork implements FlatMapFunction<Iterator<Tuple2<Long, Row>>, Row> {
  private static final long serialVersionUID = 1L;

  private final SentExport export;
  private final ListConditions conditions;

  ListWork(SentExport export, ListConditions conditions) {
    this.export = export;
    this.conditions = conditions;
  }

  @Override
  public Iterator<Row> call(Iterator<Tuple2<Long, Row>> histories) {
    Queue<Row> ready = new ArrayDeque<>();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return !ready.isEmpty() || histories.hasNext();
      }

      @Override
      public Row next() {
        if (ready.isEmpty()) {
          answer(block(histories), ready);
        }
        Row row = ready.poll();
        if (row == null) {
          throw new NoSuchElementException();
        }
        return row;
      }
    };
  }

  private static List<Row> block(Iterator<Tuple2<Long, Row>> histories) {
    List<Row> block = new ArrayList<>();
    while (block.size() < HistoryBatches.ROWS && histories.hasNext()) {
      block.add(histories.next()._2());
    }
    return block;
  }

  private void answer(List<Row> block, Queue<Row> answers) {
    LoadedModel model = ExecutorModels.of(export);
    Lists lists = ExportLists.of(model.service(), conditions, model.catalogue());
    List<List<Recommendation>> found =
        HistoryBatches.answer(lists, block.stream().map(ListWork::history).toList());
    for (int row = 0; row < found.size(); row++) {
      List<Recommendation> list = found.get(row);
      answers.add(
          RowFactory.create(
              block.get(row).get(0),
              list.stream().map(Recommendation::item).toArray(String[]::new),
              list.stream().map(Recommendation::score).toArray(Float[]::new)));
    }
  }

  private static List<String> history(Row row) {
    List<String> ids = row.isNullAt(1) ? List.of() : row.getList(1);
    return ids.stream().filter(id -> id != null).toList();
  }
}
