/**
 * What tests of pools are made of. Time is stepped, work in the background is stepped, and what the resources do is scripted:
 *
 * <pre>{@code
 * ManualTicker ticker = new ManualTicker();
 * StepRunner runner = new StepRunner(ticker);
 * ScriptedFactory factory = new ScriptedFactory();
 * RecordingListener listener = new RecordingListener();
 * factory.opens().fail(new ConnectException("refused")).succeed();
 *
 * try (Pool<ScriptedResource> pool = Pool.of(factory)
 *         .minimumSize(1)
 *         .ticker(ticker)
 *         .runner(runner)
 *         .listener(listener)
 *         .build()) {
 *     runner.pass(Duration.ofSeconds(1));
 *     assertEquals(List.of("openFailed: ConnectException", "opened #1"), listener.lines());
 * }
 * }</pre>
 *
 * <p>{@link io.leasehold.testkit.PoolContract} holds the laws that every pool must keep, for pools of one's own; it needs JUnit
 * Jupiter, which this module does not bring along.
 */
@NullMarked
package io.leasehold.testkit;

import org.jspecify.annotations.NullMarked;
