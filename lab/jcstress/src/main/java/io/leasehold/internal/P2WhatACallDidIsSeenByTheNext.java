package io.leasehold.internal;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZI_Result;

/** P2: an ender that finds the owner outside sees all that its finished call did to the resource. */
@JCStressTest
@Outcome(
        id = {"true, true, 1", "true, true, 0"},
        expect = ACCEPTABLE,
        desc = "It was seen inside: destroyed.")
@Outcome(id = "true, false, 1", expect = ACCEPTABLE, desc = "It had left, and its work is seen.")
@Outcome(
        id = {"false, false, 0", "false, true, 0"},
        expect = ACCEPTABLE,
        desc = "It was refused.")
@Outcome(expect = FORBIDDEN, desc = "The next holder would meet a call that is not over.")
@State
public class P2WhatACallDidIsSeenByTheNext {
    private final Place<Bare.Counter> place = Bare.leased();

    @Actor
    public void owner(ZZI_Result result) {
        int mark = place.enterOwner(Bare.TOKEN);
        if (mark >= 0) {
            place.resource().calls++;
            place.leaveOwner(Bare.TOKEN, mark);
            result.r1 = true;
        }
    }

    @Actor
    public void ender(ZZI_Result result) {
        place.startEnding(Bare.TOKEN);
        result.r2 = place.ownerInside(Bare.TOKEN);
        result.r3 = place.resource().calls;
    }
}
