package io.leasehold.lab.laws;

import java.util.SortedSet;
import org.openjdk.jcstress.JCStress;
import org.openjdk.jcstress.Options;
import org.openjdk.jcstress.vm.VMSupport;
import picocli.CommandLine;

/**
 * jcstress, but for one thing: on a JDK 17 it would run each law with biased locking and without, in a JVM each. That is about monitors,
 * of which the engine has none, so that the second JVM is left to the longer runs. A later JDK has no biased locking.
 */
public final class QuickJcstress extends JCStress {
    private static final String BIASED = "-XX:+UseBiasedLocking";

    private QuickJcstress(Options options) {
        super(options);
    }

    public static void main(String[] arguments) throws Exception {
        Options options = new Options(arguments);
        if (!options.parse()) {
            System.exit(CommandLine.ExitCode.USAGE);
        }
        new QuickJcstress(options).run();
    }

    /** jcstress asks for it once it knows which JVMs there are, before it plans what runs in each. */
    @Override
    public SortedSet<String> getTests() {
        VMSupport.getAvailableVMConfigs().removeIf(config -> config.origArgs().contains(BIASED));
        return super.getTests();
    }
}
