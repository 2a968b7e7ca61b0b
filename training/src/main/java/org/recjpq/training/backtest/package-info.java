/**
 * What each way of keeping a model up to date is worth: a model is trained until some time, tested
 * on what comes next, brought up to date, tested on what comes then, and so on.
 *
 * <p>In: a log with times, settings and {@link org.recjpq.training.backtest.UpdateWay ways} of
 * keeping up. Out: {@link org.recjpq.training.backtest.WindowResult figures} of every window and
 * way. Start at {@link org.recjpq.training.backtest.Backtest}.
 */
@NullMarked
package org.recjpq.training.backtest;

import org.jspecify.annotations.NullMarked;
