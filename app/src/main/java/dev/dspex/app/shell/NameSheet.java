package dev.dspex.app.shell;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.FieldProblem;
import dev.dspex.app.kit.Fields;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;

import javafx.geometry.Pos;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Asks for the name of something new and says at once why a name cannot be. */
public final class NameSheet extends VBox {
    private final TextField name;
    private final VBox problem = new VBox();
    private final Function<String, Optional<String>> bad;

    /**
     * @param yes word of the button
     * @param bad why a name cannot be, as a sentence
     */
    public NameSheet(
            String title,
            String help,
            String yes,
            Function<String, Optional<String>> bad,
            Consumer<String> named,
            Runnable cancel) {
        this.bad = bad;
        getStyleClass().addAll("over-sheet", "trust-sheet");
        setId("name-sheet");
        Layout.width(this, 460);
        setMaxHeight(Region.USE_PREF_SIZE);
        name = Fields.mono("", text("shell.name.field"));
        name.setId("name-field");
        name.textProperty().addListener(_ -> judge(false));
        Runnable take =
                () -> {
                    if (judge(true)) named.accept(name.getText().strip());
                };
        name.setOnAction(_ -> take.run());
        var create = Buttons.primary(yes, null);
        create.setId("name-yes");
        create.setOnAction(_ -> take.run());
        var no = Buttons.button(text("shell.choice.no"), null);
        no.setId("name-no");
        no.setOnAction(_ -> cancel.run());
        var buttons = Layout.row(8, no, create);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        getChildren()
                .addAll(
                        Labels.title(title),
                        Labels.prose(help, "muted"),
                        new VBox(4, name, problem),
                        buttons);
        setAccessibleText(title);
    }

    /** Puts the keyboard into the field. */
    public void takeKeyboard() {
        name.requestFocus();
    }

    /**
     * @param all whether nothing typed yet is wrong, too
     */
    private boolean judge(boolean all) {
        var words = name.getText().strip();
        var why = words.isEmpty() && !all ? Optional.<String>empty() : bad.apply(words);
        Fields.invalid(name, why.isPresent());
        problem.getChildren().clear();
        why.ifPresent(sentence -> problem.getChildren().add(new FieldProblem(sentence, null)));
        return why.isEmpty();
    }
}
