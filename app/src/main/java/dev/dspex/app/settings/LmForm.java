package dev.dspex.app.settings;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.fx.Background;
import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.FieldProblem;
import dev.dspex.app.kit.Fields;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.RunState;
import dev.dspex.app.kit.StateIcon;
import dev.dspex.infra.LmAlias;
import dev.dspex.infra.Secret;
import dev.dspex.infra.Secrets;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** One LM: where it is, its key, its price. The key goes to the keychain and nowhere else. */
final class LmForm extends VBox {
    /** What the form hands on. */
    interface Owner {
        void save(LmAlias lm);

        void remove(LmAlias lm);

        Collection<String> takenBesides(@Nullable LmAlias lm);
    }

    private final Map<String, TextField> fields = new LinkedHashMap<>();
    private final PasswordField key = new PasswordField();
    private final Label keySource = Labels.prose("", "muted");
    private final VBox wrong = new VBox();
    private final HBox said = Layout.row(8);
    private final @Nullable LmAlias before;
    private final Secrets secrets;
    private final Background background;
    private final LmCheck check;
    private final Owner owner;

    /**
     * @param before null for a new one
     */
    LmForm(
            @Nullable LmAlias before,
            Secrets secrets,
            Background background,
            LmCheck check,
            Owner owner) {
        this.before = before;
        this.secrets = secrets;
        this.background = background;
        this.check = check;
        this.owner = owner;
        getStyleClass().add("settings-form");
        var draft = before == null ? new LmDraft("", "", "", "", "", "", "") : LmDraft.of(before);
        getChildren()
                .addAll(
                        Labels.title(before == null ? text("settings.lm.new") : before.alias()),
                        new HBox(
                                12,
                                field("alias", draft.alias(), ""),
                                field("model", draft.model(), "openai/gpt-4o-mini")),
                        field("apiBase", draft.apiBase(), text("settings.lm.apiBase.usual")),
                        keyRow(),
                        new HBox(
                                12,
                                field(
                                        "temperature",
                                        draft.temperature(),
                                        text("settings.lm.usual")),
                                field("maxTokens", draft.maxTokens(), text("settings.lm.usual"))),
                        new HBox(
                                12,
                                field("input", draft.input(), text("settings.lm.unknown")),
                                field("output", draft.output(), text("settings.lm.unknown"))),
                        Labels.prose(priceNote(), "muted"),
                        wrong,
                        buttons(),
                        said);
        showKeySource();
    }

    private String priceNote() {
        var price = before == null ? null : before.price();
        return price == null || price.date() == null
                ? text("settings.lm.price.help")
                : text("settings.lm.price.date", price.date());
    }

    private VBox field(String name, String value, String prompt) {
        var field = Fields.mono(value, text("settings.lm." + name));
        field.setId("lm-" + name);
        field.setPromptText(prompt);
        fields.put(name, field);
        var box = Layout.wide(Layout.column(4, Labels.muted(text("settings.lm." + name)), field));
        box.setPrefWidth(200);
        return box;
    }

    private Node keyRow() {
        key.setId("lm-key");
        key.setAccessibleText(text("settings.lm.key"));
        key.setPromptText(text("settings.lm.key.prompt"));
        key.setDisable(!secrets.hasKeychain());
        var forget = Buttons.button(text("settings.lm.key.forget"), null);
        forget.setDisable(before == null || !secrets.hasKeychain());
        forget.setOnAction(
                _ -> {
                    if (before == null) return;
                    var alias = before.alias();
                    background.run(() -> secrets.forget(alias), _ -> showKeySource(), this::failed);
                });
        return Layout.column(
                4,
                Labels.muted(text("settings.lm.key")),
                Layout.row(8, Layout.wide(key), forget),
                keySource);
    }

    private void showKeySource() {
        if (before == null) {
            keySource.setText(
                    secrets.hasKeychain()
                            ? text("settings.lm.key.keychain")
                            : text("settings.lm.key.nokeychain", text("settings.lm.key.variable")));
            return;
        }
        var lm = before;
        var variables = String.join(", ", Secrets.variables(lm));
        background.run(
                () -> secrets.sourceOf(lm),
                source ->
                        keySource.setText(
                                source.map(where -> text("settings.lm.key.from", where))
                                        .orElse(
                                                secrets.hasKeychain()
                                                        ? text("settings.lm.key.none", variables)
                                                        : text(
                                                                "settings.lm.key.nokeychain",
                                                                variables))),
                this::failed);
    }

    private HBox buttons() {
        var save = Buttons.primary(text("settings.lm.save"), null);
        save.setId("lm-save");
        save.setOnAction(_ -> save());
        var test = Buttons.button(text("settings.lm.test"), "connection");
        test.setId("lm-test");
        test.setOnAction(_ -> test(test));
        var row = Layout.row(8, save, test, Layout.grow());
        if (before != null) {
            var remove = Buttons.button(text("settings.lm.remove"), "delete-outline", "stop");
            var lm = before;
            remove.setOnAction(_ -> owner.remove(lm));
            row.getChildren().add(remove);
        }
        return row;
    }

    private LmDraft draft() {
        return new LmDraft(
                of("alias"),
                of("model"),
                of("apiBase"),
                of("temperature"),
                of("maxTokens"),
                of("input"),
                of("output"));
    }

    private String of(String name) {
        var field = fields.get(name);
        return field == null ? "" : field.getText().strip();
    }

    private boolean right(LmDraft draft) {
        fields.values().forEach(field -> Fields.invalid(field, false));
        wrong.getChildren().clear();
        var found = draft.wrong(owner.takenBesides(before));
        found.ifPresent(
                problem -> {
                    var field = fields.get(problem.field());
                    if (field != null) {
                        Fields.invalid(field, true);
                        field.requestFocus();
                    }
                    wrong.getChildren().add(new FieldProblem(problem.sentence(), null));
                });
        return found.isEmpty();
    }

    private void save() {
        var draft = draft();
        if (!right(draft)) return;
        var lm = draft.make(before, LocalDate.now());
        var typed = key.getText();
        key.clear();
        if (typed.isBlank()) {
            owner.save(lm);
            return;
        }
        background.run(
                () -> secrets.keep(lm.alias(), new Secret(typed.strip())),
                kept -> {
                    if (kept) owner.save(lm);
                    else say(RunState.ERROR, text("settings.lm.key.refused"));
                },
                this::failed);
    }

    /** Asks the LM as it is typed, saved or not; a key that was just typed must be saved first. */
    private void test(Button button) {
        var draft = draft();
        if (!right(draft)) return;
        button.setDisable(true);
        say(RunState.RUNNING, text("settings.lm.test.asking"));
        background
                .fx()
                .deliver(
                        check.ask(draft.make(before, LocalDate.now())),
                        answer -> {
                            button.setDisable(false);
                            say(answer.ok() ? RunState.OK : RunState.ERROR, answer.text());
                            if (!answer.models().isEmpty()) offer(answer.models());
                        },
                        error -> {
                            button.setDisable(false);
                            failed(error);
                        });
    }

    private void offer(java.util.List<String> models) {
        var combo = new ComboBox<String>();
        combo.setPromptText(text("settings.lm.models", models.size()));
        combo.getItems().setAll(models);
        combo.setVisibleRowCount(14);
        combo.valueProperty()
                .subscribe(
                        (_, model) -> {
                            var field = fields.get("model");
                            if (field != null && model != null) field.setText(prefixed(model));
                        });
        said.getChildren().add(combo);
    }

    /** A model as its provider names it, with the provider in front. */
    private String prefixed(String model) {
        var slash = of("model").indexOf('/');
        var provider = slash < 0 ? "openai" : of("model").substring(0, slash);
        return model.startsWith(provider + "/") ? model : provider + "/" + model;
    }

    private void failed(Throwable error) {
        say(RunState.ERROR, String.valueOf(error.getMessage()));
    }

    private void say(RunState state, String words) {
        said.getChildren().setAll(new StateIcon(state), Layout.wide(Labels.prose(words)));
    }
}
