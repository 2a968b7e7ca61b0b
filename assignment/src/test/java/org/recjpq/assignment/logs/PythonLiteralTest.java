package org.recjpq.assignment.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.recjpq.assignment.json.Json;

class PythonLiteralTest {
  /** Made by {@code repr} of Python 2 and 3. */
  @Test
  void becomesJsonOfTheSameValue() throws IOException {
    JsonNode node =
        read(
            """
            {u'a': u'It\\'s "x" \\xe9 \\u20ac \\\\n\\n', 'b': "it's", 'c': None, 'd': [True, False], \
            'e': {'f': 0.5, 'g': -3}, 'None': 'True'}\
            """);
    assertEquals("It's \"x\" é € \\n\n", node.path("a").asText());
    assertEquals("it's", node.path("b").asText());
    assertTrue(node.path("c").isNull());
    assertTrue(node.path("d").get(0).asBoolean());
    assertFalse(node.path("d").get(1).asBoolean());
    assertEquals(0.5, node.path("e").path("f").asDouble());
    assertEquals(-3, node.path("e").path("g").asInt());
    assertEquals("True", node.path("None").asText());
  }

  @Test
  void isToldFromJson() {
    assertTrue(PythonLiteral.is("{u'a': 1}"));
    assertTrue(PythonLiteral.is(" { 'a': 1}"));
    assertFalse(PythonLiteral.is("{\"a\": 'x'}"));
    assertFalse(PythonLiteral.is("user,item"));
  }

  private static JsonNode read(String literal) throws IOException {
    return Json.mapper().readTree(PythonLiteral.json(literal));
  }
}
