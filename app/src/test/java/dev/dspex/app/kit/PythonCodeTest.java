package dev.dspex.app.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.testing.OnFx;

import org.junit.jupiter.api.Test;

class PythonCodeTest {
    @Test
    void codeIsColouredWithoutChangingIt() {
        var source =
                "class A(dspy.Signature):\n    \"\"\"Say 'hi'.\"\"\"\n    x: int = 3  # three\n";
        var area = OnFx.call(() -> PythonCode.area(source, "code"));
        assertThat(area.getText()).isEqualTo(source);
        assertThat(area.getStyleOfChar(0)).containsExactly("keyword");
        assertThat(area.getStyleOfChar(source.indexOf("Say"))).containsExactly("string");
        assertThat(area.getStyleOfChar(source.indexOf("# three"))).containsExactly("comment");
        assertThat(area.getStyleOfChar(source.indexOf("3 "))).containsExactly("number");
    }
}
