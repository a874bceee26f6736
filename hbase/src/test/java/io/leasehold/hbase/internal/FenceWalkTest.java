package io.leasehold.hbase.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.hadoop.hbase.client.AsyncConnection;
import org.apache.hadoop.hbase.client.Connection;
import org.junit.jupiter.api.Test;

/** Every interface that can be reached from a Connection is known to the fence. */
class FenceWalkTest {

    /** Seen, and found to be values: no call on them reaches a server. */
    private static final String DATA =
            "java\\.util\\.Comparator|com\\.google\\.protobuf\\.Message|java\\.lang\\.(Object|String|Void|Boolean|Long|Integer|Throwable|Class)"
                    + "|java\\.util\\.(List|Map|Set|Collection|EnumSet|Optional|EnumMap)"
                    + "|java\\.util\\.concurrent\\.(CompletableFuture|TimeUnit|ExecutorService|Future\\$State)"
                    + "|java\\.util\\.regex\\.Pattern|java\\.util\\.function\\..*"
                    + "|org\\.apache\\.hadoop\\.conf\\.Configuration"
                    + "|org\\.apache\\.hadoop\\.hbase\\.[A-Z]\\w*(\\$\\w+)?"
                    + "|org\\.apache\\.hadoop\\.hbase\\.(util|quotas|replication|security|master|filter|net|shaded)\\..*"
                    + "|org\\.apache\\.hadoop\\.hbase\\.client\\.(replication|security|metrics)\\..*"
                    + "|org\\.apache\\.hadoop\\.hbase\\.client\\.(TableDescriptor|ColumnFamilyDescriptor|RegionInfo|Result|Cursor"
                    + "|CompactType|CompactionState|SnapshotDescription|SnapshotType|BalanceRequest|BalanceResponse"
                    + "|NormalizeTableFilterParams|ServerType|LogEntry|CheckAndMutateResult|TableState|LogQueryFilter"
                    + "|OnlineLogRecord|MasterSwitchType|(Advanced)?ScanResultConsumer(Base)?)";

    @Test
    void whatEachMethodGivesBackIsLiveOrKnownAsData() {
        Set<String> unknown = new TreeSet<>();
        for (Class<?> type : reachable()) {
            for (Method method : Types.methodsOf(type)) {
                Types.mentioned(method.getGenericReturnType())
                        .filter(given -> !given.isPrimitive() && !Types.isLive(given))
                        .map(Class::getName)
                        .filter(name -> !name.matches(DATA))
                        .forEach(name -> unknown.add(name + " from " + type.getSimpleName() + "." + method.getName()));
            }
        }
        assertThat(unknown).isEmpty();
    }

    @Test
    void theWalkMeetsTheHeavyInterfaces() {
        assertThat(reachable())
                .extracting(Class::getSimpleName)
                .contains(
                        "Connection",
                        "Table",
                        "Admin",
                        "ResultScanner",
                        "BufferedMutator",
                        "RegionLocator",
                        "Hbck",
                        "TableBuilder",
                        "CheckAndMutateBuilder",
                        "CoprocessorRpcChannel",
                        "AsyncConnection",
                        "AsyncTable",
                        "AsyncAdmin",
                        "AsyncBufferedMutator",
                        "AsyncTableRegionLocator",
                        "AsyncTableBuilder",
                        "Future",
                        "Iterator");
    }

    /** The live interfaces that can be had from a Connection, or from an AsyncConnection, by any chain of calls. */
    static Set<Class<?>> reachable() {
        Set<Class<?>> seen = new LinkedHashSet<>();
        Deque<Class<?>> toVisit = new ArrayDeque<>(Set.of(Connection.class, AsyncConnection.class));
        while (!toVisit.isEmpty()) {
            Class<?> type = toVisit.pop();
            if (seen.add(type)) {
                Types.methodsOf(type).stream()
                        .flatMap(FenceWalkTest::types)
                        .flatMap(Types::mentioned)
                        .filter(Types::isLive)
                        .forEach(toVisit::push);
            }
        }
        return seen;
    }

    /** What a method gives back, and what it may hand to a callback. */
    private static Stream<Type> types(Method method) {
        return Stream.concat(
                Stream.of(method.getGenericReturnType()), Arrays.stream(method.getGenericParameterTypes()));
    }
}
