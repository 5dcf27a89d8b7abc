package dev.dspex.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.infra.LmAlias;

import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

class LmDraftTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 10);

    @Test
    void everyFieldIsCheckedAndNamed() {
        assertThat(wrong(draft("", "openai/gpt-4o", "", "", ""))).isEqualTo("alias");
        assertThat(wrong(draft("main", "gpt-4o", "", "", ""))).isEqualTo("model");
        assertThat(wrong(new LmDraft("main", "openai/x", "localhost:1234", "", "", "", "")))
                .isEqualTo("apiBase");
        assertThat(wrong(draft("main", "openai/x", "2.5", "", ""))).isEqualTo("temperature");
        assertThat(wrong(draft("main", "openai/x", "", "1", ""))).isEqualTo("output");
        assertThat(wrong(draft("main", "openai/x", "", "one", "1"))).isEqualTo("input");
        assertThat(draft("main", "openai/x", "0.3", "", "").wrong(List.of("main"))).isPresent();
        assertThat(draft("main", "openai/x", "0.3", "1", "2").wrong(List.of())).isEmpty();
    }

    @Test
    void aPriceCarriesTheDayOnWhichItWasTyped() {
        var lm = draft("main", "openai/x", "", "1", "2").make(null, TODAY);
        assertThat(lm.price()).isEqualTo(new LmAlias.Price(1, 2, "2026-03-10"));
        var kept = LmDraft.of(lm).make(lm, TODAY.plusDays(9));
        assertThat(kept).isEqualTo(lm);
        assertThat(draft("main", "openai/x", "", "", "").make(lm, TODAY).price()).isNull();
    }

    @Test
    void parametersThatTheFormDoesNotShowAreKept() {
        var before =
                new LmAlias(
                        "main",
                        "openai/x",
                        null,
                        Map.of("top_p", 0.9, "temperature", 1.0),
                        null,
                        null);
        var after = draft("main", "openai/x", "0.5", "", "").make(before, TODAY);
        assertThat(after.parameters()).isEqualTo(Map.of("top_p", 0.9, "temperature", 0.5));
    }

    @Test
    void thePasswordOfAnIndexIsNotShown() {
        assertThat(PythonSection.withoutPassword("https://me:secret@packages.example.org/simple"))
                .isEqualTo("https://•••@packages.example.org/simple");
    }

    private static String wrong(LmDraft draft) {
        return draft.wrong(List.of()).orElseThrow().field();
    }

    private static LmDraft draft(
            String alias, String model, String temperature, String in, String out) {
        return new LmDraft(alias, model, "", temperature, "", in, out);
    }
}
