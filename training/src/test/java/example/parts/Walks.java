package example.parts;

import java.util.SplittableRandom;
import org.recjpq.assignment.logs.Filters;
import org.recjpq.assignment.logs.InteractionSource;
import org.recjpq.assignment.logs.Interactions;
import org.recjpq.assignment.logs.InteractionsBuilder;

/**
 * A source of interactions: users who walk around a ring of items, one or two steps at a time.
 *
 * @param users number of users
 * @param items number of items on the ring
 * @param steps steps per user
 * @param seed seed of the walks
 */
public record Walks(int users, int items, int steps, long seed) implements InteractionSource {
  @Override
  public Interactions read(Filters filters) {
    SplittableRandom random = new SplittableRandom(seed);
    InteractionsBuilder rows = Interactions.builder();
    for (int user = 0; user < users; user++) {
      int place = random.nextInt(items);
      for (int step = 0; step < steps; step++) {
        rows.add("user" + user, "item" + place, step);
        place = (place + random.nextInt(1, 3)) % items;
      }
    }
    return rows.build(filters);
  }

  @Override
  public String description() {
    return "%d walks round %d items".formatted(users, items);
  }
}
