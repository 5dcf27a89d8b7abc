package dev.dspex.app.settings;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.fx.Background;
import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Icons;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.infra.LmAlias;
import dev.dspex.infra.Secrets;
import dev.dspex.infra.Setting;
import dev.dspex.infra.Settings;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/** The LMs of the person: a list of aliases, and the chosen one as a form. */
final class LmSection extends HBox implements LmForm.Owner {
    private final Settings settings;
    private final Secrets secrets = new Secrets();
    private final Background background;
    private final LmCheck check;
    private final Consumer<IOException> failed;
    private final VBox list = Layout.styled(new VBox(2), "lm-list");
    private final ScrollPane form = new ScrollPane();

    LmSection(
            Settings settings, Background background, LmCheck check, Consumer<IOException> failed) {
        this.settings = settings;
        this.background = background;
        this.check = check;
        this.failed = failed;
        form.setFitToWidth(true);
        getChildren().addAll(Layout.width(list, 184), Layout.wide(form));
        show(settings.lms().size() > 1 ? settings.lms().get(1) : settings.lms().getFirst());
    }

    @Override
    public void save(LmAlias lm) {
        var all = new ArrayList<>(own());
        all.removeIf(other -> other.alias().equals(lm.alias()));
        all.add(lm);
        keep(all);
        show(lm);
    }

    @Override
    public void remove(LmAlias lm) {
        var all = new ArrayList<>(own());
        all.removeIf(other -> other.alias().equals(lm.alias()));
        keep(all);
        background.run(
                () -> secrets.forget(lm.alias()),
                _ -> {},
                error -> failed.accept(new IOException(error)));
        show(settings.lms().getFirst());
    }

    @Override
    public Collection<String> takenBesides(@Nullable LmAlias lm) {
        return settings.lms().stream()
                .map(LmAlias::alias)
                .filter(alias -> lm == null || !alias.equals(lm.alias()))
                .toList();
    }

    private List<LmAlias> own() {
        return settings.get(Setting.LMS);
    }

    private void keep(List<LmAlias> all) {
        try {
            settings.set(Setting.LMS, List.copyOf(all));
        } catch (IOException e) {
            failed.accept(e);
        }
    }

    private void show(@Nullable LmAlias chosen) {
        list.getChildren().clear();
        for (var lm : settings.lms()) list.getChildren().add(entry(lm, lm.equals(chosen)));
        var add = Buttons.small(text("settings.lm.add"), "plus");
        add.setId("lm-add");
        add.setOnAction(_ -> show(null));
        list.getChildren().addAll(Layout.padded(new VBox(), 4), add);
        form.setContent(
                chosen != null && chosen.practice() != null
                        ? new PracticeForm(chosen.practice(), this::practice)
                        : new LmForm(chosen, secrets, background, check, this));
    }

    private void practice(LmAlias.Practice changed) {
        var all = new ArrayList<>(own());
        all.removeIf(other -> other.alias().equals(LmAlias.PRACTICE));
        var usual = LmAlias.practiceLm();
        all.add(
                new LmAlias(
                        usual.alias(),
                        usual.model(),
                        null,
                        usual.parameters(),
                        usual.price(),
                        changed));
        keep(all);
    }

    private Button entry(LmAlias lm, boolean chosen) {
        var words =
                Layout.column(
                        0,
                        Labels.label(lm.alias(), "medium"),
                        Labels.cut(
                                lm.practice() == null ? lm.model() : text("settings.practice.free"),
                                "tiny",
                                "muted"));
        words.setMinWidth(0);
        words.setAlignment(Pos.CENTER_LEFT);
        var button = new Button();
        button.setGraphic(
                Layout.row(
                        8, Icons.icon(lm.practice() == null ? "chip" : "school-outline"), words));
        button.getStyleClass().add("nav-entry");
        if (chosen) button.getStyleClass().add("chosen");
        button.setMaxWidth(Double.MAX_VALUE);
        button.setAccessibleText(lm.alias());
        button.setId("lm-entry-" + lm.alias());
        button.setOnAction(_ -> show(lm));
        return button;
    }
}
