package org.zhuqi.contracts.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of id reads what it wrote, and nothing else. */
class IdentifierTest {
    private static final String UUID = "01876890-b4a8-7f0c-9d3b-1f2e3d4c5b6a";
    private static final Map<Class<?>, String> SAMPLES = Map.of(
            CommandId.class,
            UUID,
            TicketId.class,
            UUID,
            SubjectId.class,
            UUID,
            DistrictId.class,
            "QT",
            TicketNumber.class,
            "QT-2023-000042",
            Origin.class,
            "0f".repeat(16),
            TrialId.class,
            UUID);

    static List<Class<?>> kinds() {
        return List.of(Identifier.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyKindReadsWhatItWrote(Class<?> kind) throws ReflectiveOperationException {
        String text = SAMPLES.getOrDefault(kind, "qt-zrzy.1_a");

        Identifier id = of(kind, text);

        assertThat(kind.getMethod("of", String.class).getModifiers()).matches(Modifier::isStatic);
        assertThat(id).isInstanceOf(kind).hasToString(text);
        assertThat(id.text()).isEqualTo(text);
        assertThat(of(kind, id.text())).isEqualTo(id);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void noKindReadsNonsense(Class<?> kind) {
        for (String nonsense : List.of("", " ", "-", "a b", "规划局", "a\n", "x".repeat(65))) {
            assertThatThrownBy(() -> of(kind, nonsense))
                    .as("%s of '%s'", kind.getSimpleName(), nonsense)
                    .isInstanceOf(InvocationTargetException.class)
                    .hasCauseInstanceOf(IllegalArgumentException.class);
        }
    }

    /** The JDK reads these as UUIDs and writes them otherwise: one id would have many spellings. */
    @ParameterizedTest
    @ValueSource(strings = {"1-1-1-1-1", "1876890-b4a8-7f0c-9d3b-1f2e3d4c5b6a", "001876890-b4a8-7f0c-9d3b-1f2e3d4c5b6"})
    void aUuidHasOneSpelling(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> TicketId.of(text));
        assertThatIllegalArgumentException().isThrownBy(() -> CommandId.of(text));
    }

    @Test
    void aUuidMayComeInCapitals() {
        assertThat(TicketId.of("01876890-B4A8-7F0C-9D3B-1F2E3D4C5B6A")).isEqualTo(TicketId.of(UUID));
    }

    private static Identifier of(Class<?> kind, String text) throws ReflectiveOperationException {
        return (Identifier) kind.getMethod("of", String.class).invoke(null, text);
    }
}
