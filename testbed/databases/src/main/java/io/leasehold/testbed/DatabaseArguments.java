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
        return kinds.stream()
                .filter(DatabaseKind::isAvailableHere)
                .filter(DatabaseArguments::isChosen)
                .map(kind -> Arguments.of(Named.of(kind.name(), Databases.of(kind))));
    }

    private static boolean isChosen(DatabaseKind kind) {
        String choice = System.getProperty(CHOICE, "");
        return choice.isBlank()
                || Arrays.stream(choice.split(",")).anyMatch(name -> kind.name().equalsIgnoreCase(name.strip()));
    }
}
