package dev.dspex.app.dataset;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.fx.Background;
import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.FieldProblem;
import dev.dspex.app.kit.Fields;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.Panels;
import dev.dspex.dataset.Split;
import dev.dspex.dataset.Table;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Asks how the rows of a file are split into train, validation and test, and shows what comes. */
final class SplitForm extends VBox {
    private static final List<String> SHARES = List.of("60", "20", "20");
    private static final int LARGEST_SHARE = 1_000_000;

    private final String source;
    private final Splits splits;
    private final Background background;
    private final CompletableFuture<SplitModel> model = new CompletableFuture<>();
    private final List<TextField> shares = new ArrayList<>();
    private final ComboBox<Optional<String>> stratum =
            Fields.combo(
                    text("dataset.split.by"),
                    column -> column.orElse(text("dataset.split.nothing")),
                    _ -> null);
    private final TextField seed;
    private final TextField folder;
    private final StackPane problem = new StackPane();
    private final SplitPreview preview = new SplitPreview();
    private final Button write = Buttons.primary(text("dataset.split.write"), "table-split-cell");
    private int asked;

    /**
     * @param suggested column to stratify by; null for none
     */
    SplitForm(
            Table table,
            DataSource from,
            @Nullable String suggested,
            Background background,
            Runnable close) {
        source = from.shownAs();
        splits = from.splits();
        this.background = background;
        setId("split-form");
        getStyleClass().add("row-details");
        setMinWidth(340);
        seed = field(Long.toString(splits.seed()), "dataset.split.seed", "split-seed");
        folder =
                field(
                        SplitModel.freeFolder(splits.project(), source),
                        "dataset.split.folder",
                        "split-folder");
        stratum.setId("split-by");
        stratum.setMaxWidth(Double.MAX_VALUE);
        stratum.getItems().add(Optional.empty());
        table.columns().forEach(column -> stratum.getItems().add(Optional.of(column)));
        stratum.setValue(Optional.ofNullable(suggested));
        stratum.valueProperty().subscribe((_, _) -> refresh());
        write.setId("split-write");
        write.setOnAction(_ -> write());
        var leave = Buttons.icon("close", text("dataset.close"));
        leave.setId("split-close");
        leave.setOnAction(_ -> close.run());
        var buttons = Layout.row(8, write);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        var form =
                Layout.styled(
                        new VBox(
                                14,
                                Labels.prose(text("dataset.split.help"), "muted"),
                                shareFields(),
                                labelled(text("dataset.split.by"), stratum),
                                pair(
                                        labelled(text("dataset.split.seed"), seed),
                                        labelled(text("dataset.split.folder"), folder)),
                                problem,
                                preview,
                                buttons),
                        "row-values");
        var scroll = new ScrollPane(form);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        getChildren()
                .addAll(
                        Layout.styled(Panels.header(text("dataset.split"), leave), "ruled"),
                        Layout.tall(scroll));
        var program = from.program().get();
        background.run(
                () -> new SplitModel(table, source, program),
                made -> {
                    model.complete(made);
                    refresh();
                },
                error -> say(String.valueOf(error.getMessage())));
    }

    private TextField field(String value, String name, String id) {
        var field = Fields.mono(value, text(name));
        field.setId(id);
        field.textProperty().subscribe((_, _) -> refresh());
        return field;
    }

    private Node shareFields() {
        var line = Layout.row(8);
        for (int i = 0; i < SplitModel.PARTS.size(); i++) {
            var part = SplitModel.PARTS.get(i);
            var field = Fields.mono(SHARES.get(i), part);
            field.setId("split-" + part);
            field.textProperty().subscribe((_, _) -> refresh());
            shares.add(field);
            line.getChildren().add(Layout.wide(labelled(part, field)));
        }
        return Layout.column(4, line, Labels.prose(text("dataset.split.shares"), "small", "muted"));
    }

    private static VBox labelled(String words, Node field) {
        var name = Labels.muted(words);
        name.setLabelFor(field);
        return Layout.column(4, name, field);
    }

    private static Node pair(VBox narrow, VBox wide) {
        return Layout.row(8, Layout.width(narrow, 96), Layout.wide(wide));
    }

    /** What was typed, where all of it can be used; else the form says what cannot. */
    private Optional<SplitModel.Choice> choice() {
        problem.getChildren().clear();
        var wanted = new LinkedHashMap<String, Integer>();
        var total = 0;
        for (int i = 0; i < shares.size(); i++) {
            var share = whole(shares.get(i), LARGEST_SHARE);
            if (share.isEmpty()) return no(text("dataset.split.share.wrong", LARGEST_SHARE));
            wanted.put(SplitModel.PARTS.get(i), share.get().intValue());
            total += share.get().intValue();
        }
        if (total == 0) return no(text("dataset.split.share.none"));
        var number = whole(seed, Long.MAX_VALUE);
        if (number.isEmpty()) return no(text("dataset.split.seed.wrong"));
        var name = folder.getText().strip();
        var free = name.matches("[\\p{L}\\p{N}_][\\p{L}\\p{N}_.-]*");
        Fields.invalid(folder, !free);
        if (!free) return no(text("dataset.split.folder.wrong"));
        var place = SplitModel.beside(source, name);
        var taken = Files.exists(splits.project().resolve(place));
        Fields.invalid(folder, taken);
        if (taken) return no(text("dataset.split.exists", place));
        return Optional.of(
                new SplitModel.Choice(
                        new Split(number.get(), wanted), stratum.getValue().orElse(null), name));
    }

    private static Optional<Long> whole(TextField field, long largest) {
        var typed = field.getText().strip();
        var number =
                typed.matches("\\d{1,18}")
                        ? Optional.of(Long.parseLong(typed)).filter(n -> n <= largest)
                        : Optional.<Long>empty();
        Fields.invalid(field, number.isEmpty());
        return number;
    }

    private Optional<SplitModel.Choice> no(String sentence) {
        say(sentence);
        return Optional.empty();
    }

    private void say(String sentence) {
        problem.getChildren().setAll(new FieldProblem(sentence, null));
        write.setDisable(true);
    }

    private void refresh() {
        var ticket = ++asked;
        write.setDisable(true);
        var choice = choice();
        var rows = model.getNow(null);
        if (choice.isEmpty() || rows == null) return;
        background.run(
                () -> rows.preview(choice.get()),
                found -> {
                    if (ticket != asked) return; // something else was typed meanwhile
                    preview.show(found, choice.get(), source, splits.data());
                    write.setDisable(found.isEmpty());
                },
                error -> say(String.valueOf(error.getMessage())));
    }

    private void write() {
        var choice = choice();
        var rows = model.getNow(null);
        if (choice.isEmpty() || rows == null) return;
        if (splits.busy()) {
            say(text("dataset.split.busy"));
            write.setDisable(false);
            return;
        }
        write.setDisable(true);
        var project = splits.project();
        var data = splits.data();
        background.run(
                () -> rows.write(choice.get(), project, data),
                splits::use,
                error ->
                        say(
                                error instanceof FileAlreadyExistsException
                                        ? text(
                                                "dataset.split.exists",
                                                SplitModel.beside(source, choice.get().folder()))
                                        : text(
                                                "dataset.unsaved",
                                                String.valueOf(error.getMessage()))));
    }
}
