package io.leasehold.lab.chaos.run;

/**
 * What workers noticed until some moment. Immutable.
 *
 * @param errors of calls
 * @param refusals acquires that gave no lease
 */
record Noticed(long errors, long refusals) {
    static final Noticed NOTHING = new Noticed(0, 0);

    Noticed since(Noticed before) {
        return new Noticed(errors - before.errors, refusals - before.refusals);
    }

    /**
     * Judges it by who should have noticed nothing. Where the machine stood still, what was noticed may be that: then nobody
     * knows, and the run is not judged; where nothing was noticed it is, however late the machine was.
     *
     * @param standstill for how many milliseconds the machine stood still; 0 if it was in order
     */
    void judge(Mishap.Unnoticed rule, Judge judge, long standstill) {
        if (rule != Mishap.Unnoticed.BY_NOBODY && errors > 0) {
            found(judge, Invariant.I4, errors + " errors reached holders, who should not have noticed", standstill);
        }
        if (rule == Mishap.Unnoticed.BY_ALL && refusals > 0) {
            found(judge, Invariant.I2, refusals + " acquires were refused, and none should have been", standstill);
        }
    }

    private static void found(Judge judge, Invariant invariant, String what, long standstill) {
        if (standstill > 0) {
            judge.doubt(what + "; but the machine stood still for " + standstill + " ms");
        } else {
            judge.broken(invariant, what);
        }
    }
}
