package org.recjpq.assignment.logs;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lines of {@code repr(dict)} of Python, which some published logs have in place of JSON: strings
 * in single quotes, perhaps after a {@code u}, and {@code True}, {@code False} and {@code None}.
 */
final class PythonLiteral {
  private static final Map<String, String> WORDS =
      Map.of("True", "true", "False", "false", "None", "null");

  /** A string, a word outside of strings, or any other character. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "[ubUB]?('(?:[^'\\\\]|\\\\.)*+'|\"(?:[^\"\\\\]|\\\\.)*+\")|[A-Za-z]++|.", Pattern.DOTALL);

  private static final Pattern ESCAPE =
      Pattern.compile("\\\\(x[0-9a-fA-F]{2}|.)|\"", Pattern.DOTALL);

  private PythonLiteral() {}

  /** Whether a line is a dict of Python rather than an object of JSON. */
  static boolean is(String line) {
    return line.matches("(?s)\\s*\\{\\s*[ubUB]?'.*");
  }

  /** The same in JSON. What is not such a literal is left as it is, and so is no JSON either. */
  static String json(String literal) {
    StringBuilder json = new StringBuilder(literal.length());
    Matcher tokens = TOKEN.matcher(literal);
    while (tokens.find()) {
      String string = tokens.group(1);
      json.append(
          string == null
              ? WORDS.getOrDefault(tokens.group(), tokens.group())
              : '"' + inside(string.substring(1, string.length() - 1)) + '"');
    }
    return json.toString();
  }

  private static String inside(String string) {
    return ESCAPE
        .matcher(string)
        .replaceAll(
            found -> {
              String escape = found.group(1);
              if (escape == null) { // a quote that needs no escape in Python
                return "\\\\\"";
              }
              return switch (escape.charAt(0)) {
                case 'x' -> escape.length() == 1 ? "x" : "\\\\u00" + escape.substring(1);
                case '\'' -> "'";
                case '"', '\\', 'n', 'r', 't', 'b', 'f', 'u' ->
                    Matcher.quoteReplacement("\\" + escape);
                default -> Matcher.quoteReplacement("\\\\" + escape); // Python keeps both
              };
            });
  }
}
