package org.recjpq.assignment.holdout;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.recjpq.assignment.holdout.HoldoutBuilder.NumberedItems;
import org.recjpq.assignment.holdout.HoldoutBuilder.OutsideTarget;
import org.recjpq.assignment.logs.Interactions;
import org.recjpq.assignment.sequences.Catalogue;
import org.recjpq.assignment.sequences.IntArray;
import org.recjpq.assignment.sequences.Sequences;

/**
 * Lays all sequences and histories out in one array of items.
 *
 * <p>A user's items are stored there once, in order of time: histories are prefixes of them, and so
 * is the training sequence, unless something is held out in between. Only then are items copied.
 */
final class Assembly {
  private static final int NONE = -1;

  private final Interactions log;
  private final byte[] roles; // by index in the log
  private final Map<Integer, List<OutsideTarget>> outside = new HashMap<>(); // by user
  private final Catalogue catalogue;
  private final int[] indexes; // of items in the catalogue, by their index in the log
  private final int @Nullable [] items; // null while items are only counted
  private final BitSet afterGap = new BitSet(); // which laid-out items come after a gap
  private final float @Nullable [] recency; // of the laid-out items; null if it does not matter
  private int size; // of the laid-out items
  private int previous = NONE; // the interaction that was laid out last in this sequence

  private final IntStream.Builder trainStarts = IntStream.builder();
  private final IntStream.Builder trainLengths = IntStream.builder();
  private final IntStream.Builder trainLogUsers = IntStream.builder();
  private int trainUsers;
  private int unusedUsers;
  private long coldInHistories;
  private final Targets validation = new Targets();
  private final Targets test = new Targets();

  private Assembly(
      Interactions log,
      byte[] roles,
      List<OutsideTarget> outside,
      NumberedItems numbered,
      int @Nullable [] items) {
    this.log = log;
    this.roles = roles;
    this.catalogue = numbered.catalogue();
    this.indexes = numbered.indexes();
    this.items = items;
    this.recency = items == null || !log.hasHalfLife() ? null : new float[items.length];
    for (OutsideTarget target : outside) {
      this.outside.computeIfAbsent(target.user(), user -> new ArrayList<>()).add(target);
    }
  }

  /**
   * Creates the holdout.
   *
   * @param roles of all interactions, by their index in the log
   * @param outside targets that are not in the log
   * @param numbered the items that are trained on
   * @param unknownValidationUsers number of validation targets of unknown users
   * @param unknownTestUsers number of test targets of unknown users
   */
  static Holdout of(
      Interactions log,
      byte[] roles,
      List<OutsideTarget> outside,
      NumberedItems numbered,
      int unknownValidationUsers,
      int unknownTestUsers) {
    Assembly counted = new Assembly(log, roles, outside, numbered, null);
    counted.addUsers();
    int[] items = new int[counted.size];
    Assembly assembly = new Assembly(log, roles, outside, numbered, items);
    assembly.addUsers();
    return assembly.holdout(items, unknownValidationUsers, unknownTestUsers);
  }

  private void addUsers() {
    for (int user = 0; user < log.users(); user++) {
      add(user, outside.isEmpty() ? List.of() : outside.getOrDefault(user, List.of()));
    }
  }

  private void add(int user, List<OutsideTarget> outsideTargets) {
    int length = log.length(user);
    int first = log.index(user, 0);
    int trained = 0;
    int lastTrained = -1;
    int lastTarget = -1;
    for (int i = 0; i < length; i++) {
      switch (roles[first + i]) {
        case HoldoutBuilder.TRAIN -> {
          trained += item(user, i) == Cases.UNKNOWN ? 0 : 1;
          lastTrained = i;
        }
        case HoldoutBuilder.UNUSED -> {}
        default -> lastTarget = i;
      }
    }
    lastTarget = outsideTargets.isEmpty() ? lastTarget : length;
    int trainUser = trained == 0 ? Cases.UNKNOWN : trainUsers++;
    int casesBefore = validation.count + test.count;
    int start = startSequence();
    int end = Math.max(lastTrained + 1, lastTarget);
    int tested = length; // the first laid-out item that is held out for the test
    boolean trainedIsBeginning = true;
    for (int i = 0; i < length; i++) {
      byte role = roles[first + i];
      int item = item(user, i);
      if (role == HoldoutBuilder.TEST) {
        test.add(start, size - start, new CaseUser(user, trainUser), item);
      } else if (role == HoldoutBuilder.VALIDATION && i < tested) {
        validation.add(start, size - start, new CaseUser(user, trainUser), item);
      }
      if (i < end && item != Cases.UNKNOWN) {
        put(user, i, item);
        trainedIsBeginning &= role == HoldoutBuilder.TRAIN || i > lastTrained;
        tested = role == HoldoutBuilder.TEST ? Math.min(i, tested) : tested;
      } else if (i < lastTarget) {
        coldInHistories++;
      }
    }
    int known = size - start;
    for (int i = tested + 1; i < length; i++) {
      if (role(user, i) == HoldoutBuilder.VALIDATION) {
        int from = copyWithoutTest(user, i);
        validation.add(from, size - from, new CaseUser(user, trainUser), item(user, i));
      }
    }
    for (OutsideTarget target : outsideTargets) {
      boolean isTest = target.role() == HoldoutBuilder.TEST;
      int from = isTest || tested == length ? start : copyWithoutTest(user, length);
      int history = from == start ? known : size - from;
      (isTest ? test : validation)
          .addOutsideLog(
              from, history, new CaseUser(user, trainUser), catalogue.indexOf(target.item()));
    }
    if (trained > 0) {
      trainStarts.add(trainedIsBeginning ? start : copyTrained(user));
      trainLengths.add(trained);
      trainLogUsers.add(user);
    }
    boolean isUsed = trained > 0 || validation.count + test.count > casesBefore;
    unusedUsers += isUsed ? 0 : 1;
  }

  private byte role(int user, int i) {
    return roles[log.index(user, i)];
  }

  private int item(int user, int i) {
    return indexes[log.item(user, i)];
  }

  private int startSequence() {
    previous = NONE;
    return size;
  }

  private void put(int user, int i, int item) {
    if (items != null) {
      items[size] = item;
      if (recency != null) {
        recency[size] = log.recency(user, i);
      }
      afterGap.set(size, previous != NONE && log.isGap(user, previous, i));
    }
    previous = i;
    size = Math.incrementExact(size);
  }

  private int copyTrained(int user) {
    int from = startSequence();
    for (int i = 0; i < log.length(user); i++) {
      if (role(user, i) == HoldoutBuilder.TRAIN && item(user, i) != Cases.UNKNOWN) {
        put(user, i, item(user, i));
      }
    }
    return from;
  }

  private int copyWithoutTest(int user, int end) {
    int from = startSequence();
    for (int i = 0; i < end; i++) {
      if (role(user, i) != HoldoutBuilder.TEST && item(user, i) != Cases.UNKNOWN) {
        put(user, i, item(user, i));
      }
    }
    return from;
  }

  private Holdout holdout(int[] items, int unknownValidationUsers, int unknownTestUsers) {
    Sequences all = new Sequences(items, new int[0], new int[0], catalogue.size());
    all = log.hasGaps() ? all.withGaps(afterGap) : all;
    all = recency == null ? all : all.withRecency(recency);
    Sequences train = all.view(trainStarts.build().toArray(), trainLengths.build().toArray());
    Cases validationCases = validation.cases(all, log.userIds());
    Cases testCases = test.cases(all, log.userIds());
    long targets = validation.count - validation.outsideLog + test.count - test.outsideLog;
    HoldoutCounts counts =
        new HoldoutCounts(
            log.users(),
            log.count(),
            train.count(),
            train.interactions(),
            validation.counts(validationCases, unknownValidationUsers),
            test.counts(testCases, unknownTestUsers),
            unusedUsers,
            log.count() - train.interactions() - targets,
            coldInHistories);
    return new Holdout(
        catalogue,
        train,
        validationCases,
        testCases,
        counts,
        new CaseIds(log.userIds(), IntArray.of(trainLogUsers.build().toArray())));
  }

  /** A user in the log, and as a training sequence. */
  private record CaseUser(int inLog, int trained) {}

  /** The cases of one role, as they are found. */
  private static final class Targets {
    private final IntStream.Builder starts = IntStream.builder(); // of histories
    private final IntStream.Builder lengths = IntStream.builder();
    private final IntStream.Builder users = IntStream.builder();
    private final IntStream.Builder logUsers = IntStream.builder();
    private final IntStream.Builder items = IntStream.builder();
    private int count;
    private int outsideLog;
    private int withoutHistory;

    void add(int start, int length, CaseUser user, int item) {
      if (length == 0) {
        withoutHistory++;
        return;
      }
      starts.add(start);
      lengths.add(length);
      users.add(user.trained());
      logUsers.add(user.inLog());
      items.add(item);
      count++;
    }

    void addOutsideLog(int start, int length, CaseUser user, int item) {
      add(start, length, user, item);
      outsideLog += length == 0 ? 0 : 1;
    }

    Cases cases(Sequences all, IntFunction<String> ids) {
      Sequences histories = all.view(starts.build().toArray(), lengths.build().toArray());
      return new Cases(
          histories,
          users.build().toArray(),
          items.build().toArray(),
          new CaseIds(ids, IntArray.of(logUsers.build().toArray())));
    }

    CaseCounts counts(Cases cases, int unknownUsers) {
      return new CaseCounts(
          count, cases.coldItems(), cases.coldUsers(), outsideLog, withoutHistory, unknownUsers);
    }
  }
}
