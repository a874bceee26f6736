package io.leasehold.jdbc.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.ref.Reference;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Every method that makes a call of the driver, those that are generated as well, says of its handle that it is in use until
 * the call is over. The compilers of today would keep most of them anyway, for leaving a call reads a field of the handle, so that no
 * run of a program shows that one is missing ({@link ReachabilityFenceTest} has one where it shows); the language promises nothing
 * without it.
 */
class EveryCallKeepsItsHandleTest {

    @Test
    void whoeverLeavesACallHasKeptItsHandleReachable() {
        List<JavaCodeUnit> callers = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackagesOf(FencedConnection.class)
                        .stream()
                        .flatMap(type -> type.getCodeUnits().stream())
                        .filter(unit -> calls(unit, FencedConnection.class, "leaveCall"))
                        .toList();
        assertThat(callers).as("those of all interfaces are found").hasSizeGreaterThan(500);
        assertThat(callers)
                .filteredOn(unit -> !calls(unit, Reference.class, "reachabilityFence"))
                .extracting(JavaCodeUnit::getFullName)
                .isEmpty();
    }

    private static boolean calls(JavaCodeUnit unit, Class<?> owner, String method) {
        return unit.getMethodCallsFromSelf().stream()
                .map(JavaMethodCall::getTarget)
                .anyMatch(target ->
                        target.getName().equals(method) && target.getOwner().isAssignableTo(owner));
    }
}
