package dev.dspex.app.signature;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.FieldProblem;
import dev.dspex.app.kit.Icons;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.Panels;
import dev.dspex.app.kit.PythonCode;
import dev.dspex.program.Program;
import dev.dspex.program.RecordType;
import dev.dspex.program.python.Mark;
import dev.dspex.program.python.Reading;
import dev.dspex.program.python.SignatureReader;
import dev.dspex.program.python.SignatureWriter;

import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.CodeArea;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The signature as a Python class that can be edited. What is typed changes the program as soon as
 * it means something; until then the program keeps its last good state. The text is written anew
 * only when something else changed the program.
 */
final class CodePane extends VBox {
    private final SignatureEditor editor;
    private final CodeArea area = PythonCode.area("", text("signature.python"));
    private final CodeMarks marks = new CodeMarks(area);
    private final VBox replaced = new VBox();
    private final CodeTexts texts = new CodeTexts();
    private final Set<String> declared = new HashSet<>();
    private final CodeCompletion completion;
    private Program before;
    private @Nullable Reading reading;
    private String applied = "";
    private boolean writing;
    private boolean applying;

    CodePane(SignatureEditor editor) {
        this.editor = editor;
        completion = new CodeCompletion(area, editor::records);
        before = editor.program();
        area.setEditable(true);
        area.setWrapText(true);
        area.setId("signature-code");
        area.plainTextChanges()
                .subscribe(
                        _ -> {
                            if (writing) return;
                            completion.typed();
                            typed();
                        });
        area.focusedProperty()
                .subscribe(
                        has -> {
                            if (has) before = editor.program();
                            else editor.seal();
                        });
        UndoKeys.install(area, this::undo, this::redo);
        CodeKeys.install(area, completion);
        getChildren()
                .addAll(head(), Layout.tall(new VirtualizedScrollPane<>(area)), replaced, marks);
        getStyleClass().add("code-pane");
        setMinWidth(240);
    }

    CodeArea area() {
        return area;
    }

    /** The program has changed, or is shown for the first time. */
    void show() {
        var module = editor.module().orElse(null);
        if (module == null) return;
        if (!applying) before = editor.program();
        var read = reading;
        if (read != null && read.signature() != null && editor.says(read)) {
            mark(read);
            return;
        }
        if (read != null && read.signature() == null && !applying && unchangedByOthers()) {
            mark(read);
            return;
        }
        var unfinished = read != null && read.signature() == null ? area.getText() : null;
        write(
                texts.find(editor::says)
                        .orElseGet(
                                () -> SignatureWriter.text(module.signature(), editor.program())));
        if (unfinished != null && !unfinished.equals(area.getText())) offer(unfinished);
    }

    /** Whether the program still says what the last good text said. */
    private boolean unchangedByOthers() {
        return editor.says(SignatureReader.read(applied, editor.records()));
    }

    private void write(String text) {
        writing = true;
        var old = area.getText();
        var same = 0;
        var shorter = Math.min(old.length(), text.length());
        while (same < shorter && old.charAt(same) == text.charAt(same)) same++;
        var end = 0;
        while (end < shorter - same
                && old.charAt(old.length() - 1 - end) == text.charAt(text.length() - 1 - end))
            end++;
        area.replaceText(same, old.length() - end, text.substring(same, text.length() - end));
        area.getUndoManager().forgetHistory();
        writing = false;
        declared.clear();
        read();
        applied = text;
    }

    private void typed() {
        var now = read();
        if (now.signature() == null) return;
        replaced.getChildren().clear();
        texts.remember(now, area.getText());
        if (editor.says(now)) return;
        applied = area.getText();
        area.getUndoManager().preventMerge();
        applying = true;
        editor.code(now, before, Set.copyOf(declared), area.getCurrentParagraph());
        applying = false;
        mark(now);
    }

    private Reading read() {
        var now = SignatureReader.read(area.getText(), editor.records());
        now.types().stream().map(RecordType::name).forEach(declared::add);
        reading = now;
        mark(now);
        return now;
    }

    /** What reading the code says, then what is wrong with the fields in the program. */
    private void mark(Reading now) {
        var all = new ArrayList<>(now.marks());
        if (now.signature() != null) {
            now.places().forEach((place, span) -> all.addAll(problems(place, span)));
            all.sort(java.util.Comparator.comparingInt(m -> m.span().from()));
        }
        marks.show(all);
    }

    private List<Mark> problems(String place, dev.dspex.program.python.Span span) {
        var dot = place.indexOf('.');
        var record = dot < 0 && editor.records().contains(place);
        var owner = record ? place : dot < 0 ? "" : place.substring(0, dot);
        var part = owner.isEmpty() ? Part.INPUTS : new Part.Record(owner);
        var field = record ? null : place.substring(dot + 1);
        var line =
                area.offsetToPosition(
                        span.from(), org.fxmisc.richtext.model.TwoDimensional.Bias.Forward);
        return editor.problems(part, field).stream()
                .map(
                        p ->
                                new Mark(
                                        span,
                                        line.getMajor() + 1,
                                        line.getMinor() + 1,
                                        (p.message() + " " + p.hint()).strip(),
                                        p.isError()))
                .toList();
    }

    private void undo() {
        if (!area.getText().equals(applied) && area.isUndoAvailable()) area.undo();
        else editor.undo();
    }

    private void redo() {
        if (area.isRedoAvailable()) area.redo();
        else editor.redo();
    }

    /** Code that meant nothing yet was written over: it can be had back. */
    private void offer(String unfinished) {
        var back = Buttons.small(text("signature.code.back"), "undo");
        back.setId("code-back");
        back.setOnAction(
                _ -> {
                    area.replaceText(unfinished);
                    replaced.getChildren().clear();
                    area.requestFocus();
                });
        replaced.getChildren().setAll(new FieldProblem(text("signature.code.replaced"), back));
    }

    private HBox head() {
        var copy = Buttons.icon("content-copy", text("signature.copy"), "icon-16");
        copy.setOnAction(
                _ -> {
                    var content = new ClipboardContent();
                    content.putString(Objects.requireNonNull(area.getText()));
                    Clipboard.getSystemClipboard().setContent(content);
                });
        var head =
                Panels.header(
                        text("signature.python"),
                        Labels.cut(text("signature.python.help"), "small", "muted"),
                        copy);
        head.getChildren().addFirst(Icons.icon("language-python"));
        return head;
    }
}
