package dev.dspex.app.optimize;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Fields;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.Panels;

import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import java.util.function.Consumer;
import java.util.function.Predicate;

/** The caps of a study in one row: calls, tokens, dollars. */
final class BudgetFields extends VBox {
    BudgetFields(BudgetModel model, Runnable changed) {
        var section = Panels.section(Panels.sectionTitle(text("optimize.budget")));
        section.getChildren()
                .addAll(
                        Layout.row(
                                16,
                                field(
                                        "budget-calls",
                                        text("optimize.budget.calls"),
                                        model.calls(),
                                        BudgetModel::whole,
                                        model::calls,
                                        changed),
                                field(
                                        "budget-tokens",
                                        text("optimize.budget.tokens"),
                                        model.tokens(),
                                        BudgetModel::whole,
                                        model::tokens,
                                        changed),
                                field(
                                        "budget-usd",
                                        text("optimize.budget.usd"),
                                        model.usd(),
                                        BudgetModel::amount,
                                        model::usd,
                                        changed)),
                        Labels.prose(text("optimize.budget.help"), "muted"));
        getChildren().add(section);
    }

    /** A name and a number to type. */
    static HBox field(
            String id,
            String name,
            String value,
            Predicate<String> valid,
            Consumer<String> edit,
            Runnable changed) {
        TextField field = Fields.mono(value, name);
        field.setId(id);
        field.setPromptText(text("optimize.budget.none"));
        Fields.invalid(field, !valid.test(value));
        field.textProperty()
                .addListener(
                        (_, _, typed) -> {
                            edit.accept(typed);
                            Fields.invalid(field, !valid.test(typed.strip()));
                            changed.run();
                        });
        var label = Labels.label(name, "small");
        label.setMinWidth(USE_PREF_SIZE);
        return Layout.row(8, label, Layout.width(field, 110));
    }
}
