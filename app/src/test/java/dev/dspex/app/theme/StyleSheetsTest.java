package dev.dspex.app.theme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.testing.OnFx;

import javafx.css.CssParser;
import javafx.scene.text.Font;

import org.junit.jupiter.api.Test;

import java.util.List;

class StyleSheetsTest {
    @Test
    void textAndItsRowsGrowTogetherAndLinesDoNot() {
        assertThat(
                        StyleSheets.scaled(
                                ".a { -fx-font-size: 13px; -fx-min-height: 28px; -fx-border-width:"
                                        + " 1; }",
                                1.25))
                .isEqualTo(
                        ".a { -fx-font-size: 16.3px; -fx-min-height: 35.0px; -fx-border-width: 1;"
                                + " }");
    }

    @Test
    void everySheetParses() {
        for (var theme : Theme.values()) {
            for (var scale : List.of(1.0, 1.3)) {
                CssParser.errorsProperty().clear();
                assertThat(new CssParser().parse(StyleSheets.text(theme, scale)).getRules())
                        .isNotEmpty();
                assertThat(CssParser.errorsProperty()).isEmpty();
            }
        }
    }

    @Test
    void theFamiliesThatTheSheetsNameAreThere() {
        OnFx.settle();
        assertThat(Font.getFamilies())
                .contains(
                        "Inter",
                        "Inter Medium",
                        "Inter Semi Bold",
                        "JetBrains Mono",
                        "JetBrains Mono Medium",
                        "JetBrains Mono SemiBold");
    }
}
