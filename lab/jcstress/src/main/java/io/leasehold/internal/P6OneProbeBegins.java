package io.leasehold.internal;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** P6, of a window that is over: of two that would probe one does, while an open that began before the failure ends and tells nothing. */
@JCStressTest
@Outcome(
        id = {"1, 0, 1", "0, 1, 1"},
        expect = ACCEPTABLE,
        desc = "One probe, and the window stands as it was.")
@Outcome(expect = FORBIDDEN, desc = "Two probes, none, or the window grew by an open that was no probe.")
@State
public class P6OneProbeBegins {
    private final FailWindow window = new FailWindow();
    private int first;
    private int second;

    public P6OneProbeBegins() {
        window.failed(new IllegalStateException("refused"), Probe.NONE, 0, 1, 1);
    }

    @Actor
    public void one() {
        first = window.begin(new Probe(), 10, false) ? 1 : 0;
    }

    @Actor
    public void other() {
        window.failed(new IllegalStateException("refused too"), Probe.NONE, 10, 1, 1);
        second = window.begin(new Probe(), 10, false) ? 1 : 0;
    }

    @Arbiter
    public void after(III_Result result) {
        result.r1 = first;
        result.r2 = second;
        FailWindow.State state = window.state();
        result.r3 = state == null ? 0 : (int) state.failures();
    }
}
