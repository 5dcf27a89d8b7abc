package dev.dspex.infra;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class SettingsTest {
    @TempDir Path folder;

    private Path file() {
        return folder.resolve("settings.json");
    }

    @Test
    void withoutAFileTheUsualSettingsHoldAndThePracticeLmIsThere() {
        Settings settings = Settings.load(file());
        assertThat(settings.get(Setting.THEME)).isEqualTo("system");
        assertThat(settings.get(Setting.FONT_SCALE)).isEqualTo(1.0);
        assertThat(settings.lms()).extracting(LmAlias::alias).containsExactly("practice");
        assertThat(settings.notice()).isEmpty();
    }

    @Test
    void whatIsSetIsReadAgainAndUnknownKeysAreKept() throws IOException {
        Files.writeString(file(), "{\"from_the_future\": [1, 2], \"theme\": 7}");
        Settings settings = Settings.load(file());
        assertThat(settings.get(Setting.THEME)).as("a value of the wrong type").isEqualTo("system");
        LmAlias lm =
                new LmAlias(
                        "fast",
                        "openai/gpt-4o-mini",
                        "http://localhost:8000/v1",
                        Map.of("temperature", 0.5, "max_tokens", 200),
                        new LmAlias.Price(0.15, 0.6, "2026-11-01"),
                        null);
        settings.set(Setting.LMS, List.of(lm));
        settings.set(Setting.REDUCED_MOTION, true);
        Settings again = Settings.load(file());
        assertThat(again.lms()).contains(lm).extracting(LmAlias::alias).startsWith("practice");
        assertThat(again.lm("fast")).contains(lm);
        assertThat(again.get(Setting.REDUCED_MOTION)).isTrue();
        assertThat(Files.readString(file())).contains("from_the_future");
    }

    @Test
    void thePaceOfThePracticeLmIsTheUsualOneUntilThePersonSetsOne() throws IOException {
        Settings settings = Settings.load(file());
        LmAlias usual = settings.lms().getFirst();
        assertThat(LmAliasJson.write(usual).path("practice").path("pace").isNull()).isTrue();
        settings.set(Setting.LMS, List.of(usual));
        assertThat(Settings.load(file()).lms()).containsExactly(usual);
        LmAlias atOnce =
                new LmAlias(
                        usual.alias(),
                        usual.model(),
                        null,
                        Map.of(),
                        usual.price(),
                        new LmAlias.Practice(7, 0.0, "steady"));
        settings.set(Setting.LMS, List.of(atOnce));
        LmAlias again = Settings.load(file()).lms().getFirst();
        assertThat(again).isEqualTo(atOnce);
        assertThat(LmAliasJson.write(again).path("practice").path("pace").asDouble(-1)).isZero();
    }

    @Test
    void aModelIsAnLmAndAnUnknownAliasIsNone() {
        Settings settings = Settings.load(file());
        assertThat(settings.lm("anthropic/claude")).map(LmAlias::provider).contains("anthropic");
        assertThat(settings.lm("nobody")).isEmpty();
    }

    @Test
    void aDamagedFileIsSetAsideAndSaid() throws IOException {
        Files.writeString(file(), "{ \"theme\": ");
        Settings settings = Settings.load(file());
        assertThat(settings.notice()).hasValueSatisfying(n -> assertThat(n).contains("set aside"));
        assertThat(folder.resolve("settings.json.damaged")).hasContent("{ \"theme\": ");
        settings.set(Setting.THEME, "dark");
        assertThat(Settings.load(file()).get(Setting.THEME)).isEqualTo("dark");
    }

    @Test
    void recentProjectsAreTheLatestTwelveWithoutRepeats() throws IOException {
        Settings settings = Settings.load(file());
        for (int i = 0; i < 14; i++) {
            settings.opened(folder.resolve("p" + i));
        }
        settings.opened(folder.resolve("p13"));
        List<String> recent = settings.get(Setting.RECENT_PROJECTS);
        assertThat(recent).hasSize(12).doesNotHaveDuplicates();
        assertThat(recent.getFirst()).endsWith("p13");
    }
}
