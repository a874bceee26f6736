package io.leasehold.testbed;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.AnnotationConsumer;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** Gives the shared servers, one after the other, to tests marked {@link OnEveryDatabase}. */
final class DatabaseArguments implements ArgumentsProvider, AnnotationConsumer<OnEveryDatabase> {
    private static final String CHOICE = "leasehold.databases";

    private final Set<DatabaseKind> kinds = EnumSet.allOf(DatabaseKind.class);

    @Override
    public void accept(OnEveryDatabase wanted) {
        if (wanted.only().length > 0) {
            kinds.retainAll(List.of(wanted.only()));
        }
        List.of(wanted.except()).forEach(kinds::remove);
    }

    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        Set<DatabaseKind> chosen = chosen(System.getProperty(CHOICE, ""));
        return kinds.stream()
                .filter(DatabaseKind::isAvailableHere)
                .filter(chosen::contains)
                .map(kind -> Arguments.of(Named.of(kind.name(), Databases.of(kind))));
    }

    /** The kinds that the property names, all if it names none. A name that is none would leave tests out in silence. */
    static Set<DatabaseKind> chosen(String choice) {
        if (choice.isBlank()) {
            return EnumSet.allOf(DatabaseKind.class);
        }
        Set<DatabaseKind> chosen = EnumSet.noneOf(DatabaseKind.class);
        for (String name : choice.split(",", -1)) {
            chosen.add(named(name.strip()));
        }
        return chosen;
    }

    private static DatabaseKind named(String name) {
        return Arrays.stream(DatabaseKind.values())
                .filter(kind -> kind.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new TestbedException("-D" + CHOICE + " names '" + name + "': the kinds are "
                        + EnumSet.allOf(DatabaseKind.class) + "."));
    }
}
