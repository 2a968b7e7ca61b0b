package org.recjpq.assignment.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recjpq.assignment.files.DataException;

class ItemTitlesTest {
  @TempDir private Path directory = Path.of("");

  @Test
  void titlesGoByColumnNames() throws IOException {
    ItemTitles movies =
        read(
            "movieId,title,genres\n"
                + "1,Toy Story (1995),Animation\n"
                + "11,\"American President, The\",\n");
    assertEquals("Toy Story (1995)", movies.title("1"));
    assertEquals("American President, The", movies.title("11"));
    assertEquals("Lamp", read("Name\tID\nLamp\t7\n").title("7"));
  }

  @Test
  void anItemWithoutATitleGoesByItsId() throws IOException {
    ItemTitles titles = read("item,title\na,\nb,Bee\n");
    assertEquals("a", titles.title("a"));
    assertEquals("c", titles.title("c"));
    assertEquals("b", ItemTitles.none().title("b"));
  }

  @Test
  void aTitleIsOneLineAndTheFirstCounts() throws IOException {
    assertEquals("two lines", read("id,title\na,\"two\r\nlines \"\na,other\n").title("a"));
  }

  @Test
  void aFileThatNamesNoTitlesIsNamed() throws IOException {
    assertMessage(
        "item,genre\na,b\n",
        ":1: expected a column of titles (title, name, itemName, productName, movieTitle, appName,"
            + " title:token_seq, movie_title:token_seq), found 2 columns (item, genre); rename it"
            + " in the header");
    assertMessage(
        "code,title\na,b\n",
        ":1: expected a column of ids (item, itemId, item_id:token, movieId, productId, iid, sku,"
            + " asin, isbn, businessId, trackId, id), found 2 columns (code, title); rename it in"
            + " the header");
    assertMessage("\n", ": expected a header, found no rows; check the path");
    assertMessage(
        "id,title\na,American President, The\n",
        ":2: expected 2 fields, found 3; put titles with commas in quotes");
  }

  @Test
  void linesMayBeObjectsOfJsonOrPython() throws IOException {
    ItemTitles titles =
        read(
            "{\"asin\": \"a\", \"title\": \"Aleph\"}\n"
                + "{\"asin\": \"b\"}\n"
                + "{\"title\": \"B\", \"asin\": 3}\n");
    assertEquals(
        "Aleph b B", titles.title("a") + " " + titles.title("b") + " " + titles.title("3"));
    assertEquals("Game", read("{u'app_name': u'Game', u'id': u'7'}\n").title("7"));
    assertMessage(
        "{\"asin\": \"a\"}\n",
        ":1: expected a column of titles (title, name, itemName, productName, movieTitle,"
            + " appName, title:token_seq, movie_title:token_seq), found the one column \"asin\";"
            + " rename it in the header");
  }

  @Test
  void moviesOfMovieLensAreReadWithoutHeader() throws IOException {
    assertEquals("Toy Story (1995)", read("1::Toy Story (1995)::Animation|Comedy\n").title("1"));
    Path file = directory.resolve("u.item");
    String movies =
        "1|Toy Story (1995)|01-Jan-1995||http\n2|Misérables, Les (1995)|01-Jan-1995||x\n";
    Files.writeString(file, movies, StandardCharsets.ISO_8859_1);
    assertEquals("Misérables, Les (1995)", ItemTitles.read(file).title("2"));
    Files.writeString(file, movies);
    assertEquals("Misérables, Les (1995)", ItemTitles.read(file).title("2"));
  }

  @Test
  void fieldsMayBeSeparatedByPipes() throws IOException {
    assertEquals("Aleph", read("item|title\na|Aleph\n").title("a"));
  }

  private ItemTitles read(String text) throws IOException {
    return ItemTitles.read(Files.writeString(directory.resolve("items.csv"), text));
  }

  private void assertMessage(String text, String expected) {
    assertEquals(
        directory.resolve("items.csv") + expected,
        assertThrows(DataException.class, () -> read(text)).getMessage());
  }
}
