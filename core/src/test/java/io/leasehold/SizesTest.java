package io.leasehold;

import static io.leasehold.RangesTest.group;
import static io.leasehold.RangesTest.isRefused;
import static io.leasehold.RangesTest.shared;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bounds of each setting that is a number, and what else a setting may not be. */
class SizesTest {

    /** A number that may be from one bound to the other. */
    private record Count(String setting, int least, int most, String allowed, RangesTest.Change<Integer> change) {

        @Override
        public String toString() {
            return setting;
        }
    }

    static List<Count> numbers() {
        int largest = PoolConfig.LARGEST_POOL;
        IntFunction<PoolBuilder<Object>> ofSize =
                size -> Pool.of(Object::new).maximumSize(size).maximumOpening(1);
        IntFunction<PoolGroupBuilder<String, Object>> perEndpoint =
                size -> group().maximumPerEndpoint(size).maximumOpening(1);
        return List.of(
                new Count(
                        "maximumSize",
                        1,
                        largest,
                        "must be 1 to 10000",
                        value -> ofSize.apply(value).config()),
                new Count(
                        "minimumSize",
                        0,
                        3,
                        "must be 0 to maximumSize (3)",
                        value -> ofSize.apply(3).minimumSize(value).config()),
                new Count(
                        "minimumSize",
                        0,
                        1,
                        "must be 0 to maximumSize (1)",
                        value -> ofSize.apply(1).minimumSize(value).config()),
                new Count(
                        "minimumSize",
                        0,
                        largest,
                        "must be 0 to maximumSize (10000)",
                        value -> ofSize.apply(largest).minimumSize(value).config()),
                new Count(
                        "maximumOpening",
                        1,
                        3,
                        "must be 1 to maximumSize (3)",
                        value -> ofSize.apply(3).maximumOpening(value).config()),
                new Count(
                        "maximumResources",
                        1,
                        largest,
                        "must be 1 to 10000",
                        value -> shared().maximumResources(value).config()),
                new Count(
                        "width",
                        1,
                        64,
                        "must be 1 to 64",
                        value -> shared().width(value).config()),
                new Count(
                        "width",
                        1,
                        5,
                        "must be 1 to 5",
                        value -> shared().maximumResources(5).width(value).config()),
                new Count(
                        "maximumSize",
                        7,
                        100_000,
                        "must be 7 to 100000",
                        value -> perEndpoint.apply(7).maximumSize(value).config()),
                new Count(
                        "minimumPerEndpoint",
                        0,
                        7,
                        "must be 0 to maximumPerEndpoint (7)",
                        value -> perEndpoint.apply(7).minimumPerEndpoint(value).config()),
                new Count(
                        "maximumPerEndpoint",
                        1,
                        largest,
                        "must be 1 to 10000",
                        value -> perEndpoint
                                .apply(value)
                                .maximumSize(PoolGroupConfig.LARGEST_GROUP)
                                .config()));
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void aNumberMayBeAsSmallAndAsLargeAsItSays(Count count) {
        for (int allowed : new int[] {count.least, count.most}) {
            assertThatCode(() -> count.change.with(allowed)).doesNotThrowAnyException();
        }
        for (int beyond : new int[] {count.least - 1, count.most + 1}) {
            isRefused(count.setting, "" + beyond, count.allowed, () -> count.change.with(beyond));
        }
    }

    @Test
    void howManyMayWaitHasNoUpperBound() {
        assertThat(Pool.of(Object::new).maximumWaiting(0).config().maximumWaiting())
                .isZero();
        isRefused(
                "maximumWaiting",
                "-1",
                "must be 0 or more",
                () -> Pool.of(Object::new).maximumWaiting(-1).config());
    }

    @Test
    void aLimitThatIsRefusedItselfIsToldByItsNameAlone() {
        for (int size : new int[] {0, PoolConfig.LARGEST_POOL + 1}) {
            InvalidConfigException refused = catchThrowableOfType(
                    InvalidConfigException.class,
                    () -> Pool.of(Object::new)
                            .maximumSize(size)
                            .minimumSize(PoolConfig.LARGEST_POOL + 1)
                            .maximumOpening(1)
                            .config());
            assertThat(refused.violations())
                    .extracting(InvalidConfigException.Violation::allowed)
                    .containsExactly("must be 1 to 10000", "must be 0 to maximumSize");
        }
    }

    @Test
    void sitesAreSampledOneInAPowerOfTwo() {
        for (int allowed : new int[] {0, 1, 2, 1 << 20}) {
            assertThat(Pool.of(Object::new).siteSampling(allowed).config().siteSampling())
                    .isEqualTo(allowed);
            assertThat(shared().siteSampling(allowed).config().siteSampling()).isEqualTo(allowed);
        }
        for (int other : new int[] {-1, 3, 1 << 21, Integer.MIN_VALUE}) {
            isRefused(
                    "siteSampling",
                    "" + other,
                    "must be 0 or a power of two up to 1048576",
                    () -> Pool.of(Object::new).siteSampling(other).config());
            isRefused(
                    "siteSampling",
                    "" + other,
                    "must be 0 or a power of two up to 1048576",
                    () -> shared().siteSampling(other).config());
        }
    }

    @Test
    void aNameMustNotBeBlankAndASpreadMustBeGiven() {
        isRefused(
                "name",
                "' '",
                "must not be blank",
                () -> Pool.of(Object::new).name(" ").config());
        isRefused("spread", "null", "must be given", () -> shared().spread(null).config());
        PoolConfig config = Pool.of(Object::new).config();
        isRefused("name", "'null'", "must not be blank", () -> config.named(null));
    }
}
