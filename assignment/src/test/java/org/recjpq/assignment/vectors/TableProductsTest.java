package org.recjpq.assignment.vectors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TableProductsTest {
  private static final int ROWS = 20_000; // more than one range
  private static final int COLUMNS = 700;

  @Test
  void aProductIsTheSumOfCellsTimesRowsMinusTheShiftedTable() {
    VectorTable right = random(COLUMNS, 3, 1);
    VectorTable product = random(ROWS, 3, 2);
    VectorTable before = random(ROWS, 3, 2);
    TableProducts.multiply(new Bands(), TablePanel.of(right), 0.5, TablePanel.of(product));
    for (int row : new int[] {0, 1, 255, 256, ROWS - 1}) {
      for (int k = 0; k < 3; k++) {
        double expected = -0.5 * before.get(row, k);
        for (int cell = 0; cell < row % 7; cell++) {
          expected += (cell + 1.0) * right.get((row + 3 * cell) % COLUMNS, k);
        }
        assertEquals(expected, product.get(row, k), 1e-4);
      }
    }
  }

  @Test
  void aProductByPanelsHasTheSameBits() {
    VectorTable right = random(COLUMNS, 37, 3);
    VectorTable whole = random(ROWS, 37, 4);
    TableProducts.multiply(new Bands(), TablePanel.of(right), 0.25, TablePanel.of(whole));
    VectorTable byPanels = random(ROWS, 37, 4);
    List<TablePanel> of = TablePanel.ofWidth(right, 16);
    List<TablePanel> to = TablePanel.ofWidth(byPanels, 16);
    assertEquals(3, of.size());
    for (int panel = 0; panel < 3; panel++) {
      TableProducts.multiply(new Bands(), of.get(panel), 0.25, to.get(panel));
    }
    assertArrayEquals(whole.array(0), byPanels.array(0));
  }

  @Test
  void theGramMatrixOfAProductIsThatOfTheStoredOne() {
    VectorTable right = random(COLUMNS, 5, 5);
    VectorTable product = new VectorTable(ROWS, 5);
    TableProducts.multiply(new Bands(), TablePanel.of(right), 0, TablePanel.of(product));
    assertArrayEquals(
        TableProducts.gram(product).data, TableProducts.gramOfProduct(new Bands(), right).data);
  }

  @Test
  void panelsAreAsWideAsTheirMemoryAllows() {
    VectorTable table = new VectorTable(1, 138);
    assertEquals(1, TablePanel.panels(table, 10_000).size());
    List<TablePanel> panels = TablePanel.panels(table, 1_271_638); // 105 columns would fit
    assertEquals(List.of(72, 66), panels.stream().map(TablePanel::count).toList());
    assertEquals(List.of(0, 72), panels.stream().map(TablePanel::from).toList());
    panels = TablePanel.panels(table, 100_000_000);
    assertEquals(List.of(32, 32, 32, 32, 10), panels.stream().map(TablePanel::count).toList());
    assertThrows(IndexOutOfBoundsException.class, () -> new TablePanel(table, 130, 9));
  }

  private static VectorTable random(int rows, int columns, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    VectorTable table = new VectorTable(rows, columns);
    for (int row = 0; row < rows; row++) {
      for (int k = 0; k < columns; k++) {
        table.set(row, k, (float) random.nextDouble(-1, 1));
      }
    }
    return table;
  }

  /** Row i has i % 7 cells: 1, 2, ... in the columns i, i + 3, ... */
  private record Bands() implements SparseRows {
    @Override
    public int rows() {
      return ROWS;
    }

    @Override
    public int columns() {
      return COLUMNS;
    }

    @Override
    public void read(int row, RowCells cells) {
      for (int cell = 0; cell < row % 7; cell++) {
        cells.add((row + 3 * cell) % COLUMNS, cell + 1);
      }
    }
  }
}
