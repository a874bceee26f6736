package io.leasehold.guards;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.Serializable;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.Date;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The walls between modules, held against the compiled main classes of all of them. */
class WallsTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.leasehold");

    @Test
    void everyClassBelongsToAModule() {
        assertThat(CLASSES)
                .isNotEmpty()
                .allMatch(c -> Arrays.stream(BuildModule.values()).anyMatch(m -> m.owns(c.getPackageName())));
    }

    @ParameterizedTest
    @EnumSource
    void aModuleImportsOnlyWhatItMay(BuildModule module) {
        check(noClasses()
                .that(belongTo(module))
                .should()
                .dependOnClassesThat(describe(
                        "belong to a module that " + module + " must not import, or to another's internal package",
                        c -> isOurs(c) && !module.mayImport(c.getPackageName()))));
    }

    @ParameterizedTest
    @EnumSource(names = {"CORE", "JDBC", "SESSION"})
    void theRuntimeIsTheJdkAndSlf4j(BuildModule module) {
        check(noClasses()
                .that(belongTo(module))
                .should()
                .dependOnClassesThat(describe(
                        "are neither ours nor of the JDK nor of SLF4J",
                        c -> !isOurs(c)
                                && !c.getPackageName()
                                        .matches("|(java|javax\\.(sql|management|xml)|jdk\\.jfr"
                                                + "|org\\.slf4j|org\\.jspecify\\.annotations)(\\..*)?"))));
    }

    @ParameterizedTest
    @EnumSource(names = {"CORE", "JDBC", "HBASE", "THRIFT", "SESSION", "TESTKIT", "MYBATIS", "MICROMETER", "GATEWAY"})
    void librariesLogThroughSlf4jAlone(BuildModule module) {
        check(noClasses().that(belongTo(module)).should().accessClassesThat().resideInAPackage("java.util.logging.."));
        check(noClasses()
                .that(belongTo(module))
                .should()
                .callMethodWhere(describe(
                        "obtains a System.Logger",
                        call -> call.getTargetOwner().isEquivalentTo(System.class)
                                && call.getName().equals("getLogger"))));
        GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS
                .allowEmptyShould(true)
                .check(CLASSES.that(belongTo(module)));
    }

    @ParameterizedTest
    @EnumSource(names = {"CORE", "JDBC", "HBASE", "THRIFT", "SESSION", "TESTKIT", "MYBATIS", "MICROMETER", "GATEWAY"})
    void librariesNeverExit(BuildModule module) {
        check(noClasses().that(belongTo(module)).should().callMethod(System.class, "exit", int.class));
        check(noClasses().that(belongTo(module)).should().callMethod(Runtime.class, "halt", int.class));
    }

    @ParameterizedTest
    @EnumSource(names = {"CORE", "JDBC", "HBASE", "THRIFT", "SESSION", "GATEWAY"})
    void noThreadLocalAnywhereNearAnAcquire(BuildModule module) {
        check(noClasses().that(belongTo(module)).should().dependOnClassesThat().areAssignableTo(ThreadLocal.class));
    }

    @ParameterizedTest
    @EnumSource(names = {"CORE", "JDBC", "HBASE", "THRIFT", "SESSION", "MYBATIS", "MICROMETER", "GATEWAY"})
    void noHookKeepsALibraryInTheJvm(BuildModule module) {
        check(noClasses().that(belongTo(module)).should().callMethod(Runtime.class, "addShutdownHook", Thread.class));
    }

    /** Else a collection in mid-return of compiled code has the lease or share taken for abandoned. */
    @ParameterizedTest
    @CsvSource({"LeaseHandle,end", "LeaseHandle,retireLease", "ShareHandle,end", "ShareHandle,retireShare"})
    void whoeverEndsAHandleKeepsItReachableUntilThen(String handle, String act) {
        assertThat(CLASSES.get("io.leasehold.spi." + handle).getMethods())
                .filteredOn(method ->
                        method.getName().equals(act) && method.getModifiers().contains(JavaModifier.PROTECTED))
                .isNotEmpty()
                .allSatisfy(method -> assertThat(method.getMethodCallsFromSelf())
                        .anyMatch(call -> call.getTargetOwner().isEquivalentTo(Reference.class)
                                && call.getName().equals("reachabilityFence")));
    }

    @ParameterizedTest
    @EnumSource(names = {"CORE", "JDBC", "HBASE", "THRIFT", "SESSION"})
    void theWallClockIsNotRead(BuildModule module) {
        check(noClasses().that(belongTo(module)).should().callMethod(System.class, "currentTimeMillis"));
        check(noClasses()
                .that(belongTo(module))
                .should()
                .callMethodWhere(describe(
                        "asks for the date",
                        call -> call.getTargetOwner().getPackageName().equals("java.time")
                                && call.getName().equals("now"))));
        check(noClasses().that(belongTo(module)).should().callConstructor(Date.class));
    }

    /** So each can be read without those that stand on it. */
    @Test
    void thePackagesOfTheGatewayStandInNoCircle() {
        SlicesRuleDefinition.slices()
                .matching("io.leasehold.gateway.internal.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    /** Spring takes a class with that in its name for a query that ran out of time. */
    @Test
    void noExceptionOfOursIsNamedAfterATimeout() {
        check(noClasses()
                .that(describe("are exceptions", c -> isOurs(c) && c.isAssignableTo(Throwable.class)))
                .should()
                .haveSimpleNameContaining("Timeout"));
    }

    @Test
    void handlesAreNotSerializableAndDataSourcesNotReferenceable() {
        check(noClasses()
                .that(belongTo(BuildModule.JDBC))
                .and(describe(
                        "are no errors, enums or lambdas", c -> !c.isAssignableTo(Throwable.class) && !c.isEnum()))
                .should()
                .beAssignableTo(Serializable.class)
                .orShould()
                .beAssignableTo("javax.naming.Referenceable"));
    }

    /** Of what a client presents nothing is compared but by MessageDigest.isEqual, and nothing is drawn but by SecureRandom. */
    @Test
    void secretsAreComparedInConstantTimeAndDrawnFromASecureSource() {
        check(noClasses()
                .that(belongTo(BuildModule.SESSION))
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Arrays.class));
        check(noClasses()
                .that(belongTo(BuildModule.SESSION))
                .should()
                .dependOnClassesThat(describe(
                        "draw from a source that can be foretold",
                        c -> c.getFullName().matches("java\\.util\\.(concurrent\\.ThreadLocal|Splittable)?Random"))));
    }

    private static DescribedPredicate<JavaClass> belongTo(BuildModule module) {
        return describe("belong to " + module, c -> module.owns(c.getPackageName()));
    }

    private static boolean isOurs(JavaClass c) {
        return c.getPackageName().equals("io.leasehold") || c.getPackageName().startsWith("io.leasehold.");
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(CLASSES);
    }
}
