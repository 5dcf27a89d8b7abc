package dev.dspex.app.shell;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Icons;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;

import javafx.geometry.Pos;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Asks whether the project's own Python may run; opening without it is always possible. */
public final class TrustSheet extends VBox {
    private static final int SHOWN = 8;

    private TrustSheet(
            Path folder, List<String> code, String yes, String no, Consumer<Boolean> answer) {
        getStyleClass().addAll("over-sheet", "trust-sheet");
        setId("trust");
        Layout.width(this, 520);
        setMaxHeight(Region.USE_PREF_SIZE);
        var list = Layout.styled(new VBox(4), "card");
        code.stream()
                .limit(SHOWN)
                .forEach(
                        line ->
                                list.getChildren()
                                        .add(
                                                Layout.row(
                                                        8,
                                                        Icons.icon("language-python", "icon-14"),
                                                        Labels.cut(line, "mono"))));
        if (code.size() > SHOWN)
            list.getChildren().add(Labels.muted(text("shell.trust.more", code.size() - SHOWN)));
        var trust = Buttons.primary(yes, "shield-check-outline");
        trust.setId("trust-yes");
        trust.setOnAction(_ -> answer.accept(true));
        var without = Buttons.button(no, null);
        without.setId("trust-no");
        without.setOnAction(_ -> answer.accept(false));
        var buttons = Layout.row(8, without, trust);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        getChildren()
                .addAll(
                        Layout.row(
                                10,
                                Icons.icon("shield-outline", "icon-24"),
                                Labels.title(text("shell.trust.title"))),
                        Labels.prose(text("shell.trust.help")),
                        Labels.cut(folder.toString(), "mono"),
                        list,
                        Labels.prose(text("shell.trust.without"), "muted"),
                        buttons);
        setAccessibleText(text("shell.trust.title") + " " + folder);
    }

    /**
     * Asked when a project is opened.
     *
     * @param code what would run, as {@code code/tools.py:function}
     * @param answer called once: true for trust
     */
    public static TrustSheet toOpen(Path folder, List<String> code, Consumer<Boolean> answer) {
        return new TrustSheet(
                folder, code, text("shell.trust.yes"), text("shell.trust.no"), answer);
    }

    /** The same, asked when something is to run. */
    public static TrustSheet toRun(Path folder, List<String> code, Consumer<Boolean> answer) {
        return new TrustSheet(
                folder, code, text("shell.trust.run"), text("shell.trust.norun"), answer);
    }
}
