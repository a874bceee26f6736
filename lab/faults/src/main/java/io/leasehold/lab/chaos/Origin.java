package io.leasehold.lab.chaos;

import io.leasehold.lab.Jdk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What results come from: those of another matrix, in which the seeds mean other cells, of other code, with another bug in it or on
 * another JDK say nothing of what is here now. Immutable.
 *
 * @param matrix its cells
 * @param code a digest of the project's own classes
 * @param planted the bug's name, or nothing
 * @param jdk of platform threads
 * @param virtualJdk of virtual ones
 */
record Origin(String matrix, String code, String planted, String jdk, String virtualJdk) {

    /** Of what this JVM would run. */
    static Origin of(ChaosJvm.Order order, Jdk newer) throws IOException {
        return new Origin(
                Matrix.text(),
                OwnClasses.digest(System.getProperty("java.class.path")),
                order.bug(),
                Jdk.current().version(),
                newer.version());
    }

    /** What else the other one is of, in words. */
    List<String> differences(Origin other) {
        List<String> found = new ArrayList<>();
        if (!matrix.equals(other.matrix)) {
            found.add("another matrix");
        }
        if (!code.equals(other.code)) {
            found.add("other code");
        }
        if (!planted.equals(other.planted)) {
            found.add("another planted bug");
        }
        if (!jdk.equals(other.jdk) || !virtualJdk.equals(other.virtualJdk)) {
            found.add("another JDK");
        }
        return found;
    }
}
