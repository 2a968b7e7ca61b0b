package com.example.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.recjpq.assignment.holdout.Holdout;
import org.recjpq.assignment.holdout.HoldoutBuilder;
import org.recjpq.assignment.holdout.HoldoutRule;
import org.recjpq.assignment.json.Json;
import org.recjpq.assignment.logs.Filters;
import org.recjpq.assignment.logs.InteractionSource;
import org.recjpq.assignment.logs.Interactions;
import org.recjpq.assignment.logs.InteractionsBuilder;

/** A source and a holdout rule as users would write them, with public types only. */
class OwnDataTest {
  private record Order(String customer, String product, long day) {}

  private static final List<Order> TABLE =
      List.of(
          new Order("ann", "tea", 3),
          new Order("bob", "tea", 1),
          new Order("ann", "pot", 1),
          new Order("bob", "pot", 2),
          new Order("ann", "cup", 4),
          new Order("eve", "cup", 5));

  /** Orders from a table, starting at a day. */
  public record Orders(int firstDay) implements InteractionSource {
    @Override
    public Interactions read(Filters filters) {
      InteractionsBuilder builder = Interactions.builder();
      TABLE.stream()
          .filter(order -> order.day() >= firstDay)
          .forEach(order -> builder.add(order.customer(), order.product(), order.day()));
      return builder.build(filters);
    }
  }

  /** The second interaction of each user is for the test, and later ones are left out. */
  public record SecondOnes() implements HoldoutRule {
    @Override
    public Holdout apply(Interactions log, long seed) {
      HoldoutBuilder holdout = new HoldoutBuilder(log);
      for (int user = 0; user < log.users(); user++) {
        for (int i = 1; i < log.length(user); i++) {
          if (i == 1) {
            holdout.test(user, i);
          } else {
            holdout.holdOut(user, i);
          }
        }
      }
      return holdout.build();
    }
  }

  @Test
  void ownRowsAreRead() {
    Interactions log = new Orders(1).read(Filters.NONE.withMinUserInteractions(2));
    assertEquals(
        List.of(
            "6 interactions of 3 users with 3 items",
            "users with fewer than 2 interactions left out: 5 of 6 interactions, 2 of 3 users and 3"
                + " of 3 items remain"),
        log.reading().lines());
    assertEquals("ann", log.userId(0));
    assertEquals("pot", log.itemIds().get(log.item(0, 0)));
    assertEquals(4, new Orders(3).read(Filters.NONE).count() + 1);
  }

  @Test
  void anOwnRuleIsFollowed() {
    Holdout holdout =
        new SecondOnes().apply(new Orders(1).read(Filters.NONE.withMinUserInteractions(2)), 1);
    assertEquals(2, holdout.train().interactions()); // ann's pot, bob's tea
    assertEquals(
        List.of("tea", "pot"), List.of(holdout.catalogue().id(0), holdout.catalogue().id(1)));
    assertEquals(0, holdout.test().targets()[0]); // ann's tea
    assertEquals(1, holdout.test().targets()[1]); // bob's pot
    assertEquals(1, holdout.counts().unusedInteractions());
  }

  @Test
  void bothCanBeWrittenAndReadByTheNamesOfTheirClasses() throws IOException {
    JsonNode source = Json.tree(new Orders(2));
    assertEquals(Orders.class.getName(), source.get("type").asText());
    assertEquals(new Orders(2), Json.of(source, InteractionSource.class));
    assertEquals(new SecondOnes(), Json.of(Json.tree(new SecondOnes()), HoldoutRule.class));
  }
}
