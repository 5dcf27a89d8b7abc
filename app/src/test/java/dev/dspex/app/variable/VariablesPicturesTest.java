package dev.dspex.app.variable;

import dev.dspex.app.testing.ManualFx;
import dev.dspex.app.testing.Pictures;
import dev.dspex.app.theme.Theme;

import javafx.scene.Parent;

import org.junit.jupiter.api.Test;

import java.util.Optional;

class VariablesPicturesTest {
    @Test
    void variablesAfterAStudy() {
        for (var theme : Theme.values()) Pictures.take("variables", theme, 1360, 900, this::view);
    }

    private Parent view() {
        var fx = new ManualFx();
        var coordinator = Sample.coordinator();
        var model = Sample.model(coordinator, fx);
        Sample.study(coordinator);
        fx.frame();
        var view = new VariablesView(model, _ -> Optional.empty());
        view.getStyleClass().add("island");
        model.selectedProperty().set("temp.reason");
        fx.frame();
        return view;
    }
}
