package dev.dspex.app.pattern;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.FieldProblem;
import dev.dspex.app.kit.Fields;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.pattern.OwnPattern;

import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.util.List;
import java.util.function.Consumer;

/** Asks for the name, the description and the icon of a pattern that is to be kept. */
public final class SaveSheet extends VBox {
    /** What the person wants to keep it as. */
    public record Wanted(String name, String description, String icon) {}

    private static final List<String> ICONS =
            List.of(
                    "family-tree",
                    "sitemap-outline",
                    "vote-outline",
                    "check-decagram-outline",
                    "file-tree-outline",
                    "magnify",
                    "email-outline",
                    "text-box-outline",
                    "tag-outline",
                    "translate",
                    "calculator-variant-outline",
                    "star-outline");

    private final TextField name;
    private final TextField description;
    private final ComboBox<String> icon;
    private final VBox problem = new VBox();
    private final Label replaces = Labels.muted("");
    private final List<String> taken;

    /**
     * @param title proposed as the name
     * @param known the patterns that are kept already
     */
    public SaveSheet(String title, List<OwnPattern> known, Consumer<Wanted> save, Runnable cancel) {
        taken = known.stream().map(OwnPattern::name).toList();
        getStyleClass().addAll("over-sheet", "trust-sheet");
        setId("pattern-sheet");
        Layout.width(this, 460);
        setMaxHeight(Region.USE_PREF_SIZE);
        name = Fields.text(title, text("pattern.own.name"));
        name.setId("pattern-name");
        description = Fields.text("", text("pattern.own.description"));
        description.setId("pattern-description");
        icon = Fields.combo(text("pattern.own.icon"), SaveSheet::word, one -> one);
        icon.getItems().setAll(ICONS);
        icon.setValue(ICONS.getFirst());
        icon.setMaxWidth(Double.MAX_VALUE);
        name.textProperty().subscribe(() -> judge(false));
        Runnable take =
                () -> {
                    if (!judge(true)) return;
                    var said = description.getText().strip();
                    save.accept(new Wanted(name.getText().strip(), said, icon.getValue()));
                };
        name.setOnAction(_ -> take.run());
        description.setOnAction(_ -> take.run());
        var yes = Buttons.primary(text("pattern.own.save"), null);
        yes.setId("pattern-save");
        yes.setOnAction(_ -> take.run());
        var no = Buttons.button(text("pattern.own.cancel"), null);
        no.setOnAction(_ -> cancel.run());
        var buttons = Layout.row(8, no, yes);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        getChildren()
                .addAll(
                        Labels.title(text("pattern.own.title")),
                        Labels.prose(text("pattern.own.help"), "muted"),
                        new VBox(
                                4, Labels.muted(text("pattern.own.name")), name, problem, replaces),
                        new VBox(4, Labels.muted(text("pattern.own.description")), description),
                        new VBox(4, Labels.muted(text("pattern.own.icon")), icon),
                        buttons);
        setAccessibleText(text("pattern.own.title"));
        judge(false);
    }

    /** Puts the keyboard into the name. */
    public void takeKeyboard() {
        name.requestFocus();
        name.selectAll();
    }

    private static String word(String icon) {
        return icon.replace("-outline", "").replace('-', ' ');
    }

    /**
     * @param all whether nothing typed yet is wrong, too
     */
    private boolean judge(boolean all) {
        var words = name.getText().strip();
        var bad = (all || !words.isEmpty()) && !OwnPattern.isName(words);
        Fields.invalid(name, bad);
        problem.getChildren().clear();
        if (bad) problem.getChildren().add(new FieldProblem(text("pattern.own.badname"), null));
        var known = taken.stream().anyMatch(words::equalsIgnoreCase);
        replaces.setText(known ? text("pattern.own.replaces") : "");
        replaces.setManaged(known);
        return !bad;
    }
}
