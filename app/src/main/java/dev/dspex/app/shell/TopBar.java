package dev.dspex.app.shell;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.command.Command;
import dev.dspex.app.command.CommandButtons;
import dev.dspex.app.command.Commands;
import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Chips;
import dev.dspex.app.kit.Fields;
import dev.dspex.app.kit.Icons;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.Tips;

import javafx.beans.property.ObjectProperty;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

import java.util.List;

/** Menu, project, places, palette, LM, and the three verbs. */
final class TopBar extends HBox {
    private static final PseudoClass NARROW = PseudoClass.getPseudoClass("narrow");

    /** Width from which places have their icons beside their names, in pixels. */
    private static final double ROOMY = 1280;

    /** Width from which places have their names at all, in pixels. */
    private static final double NAMED = 1200;

    private final SessionModel session;
    private final Commands commands;

    TopBar(
            SessionModel session,
            Commands commands,
            AppMenu menu,
            List<Perspective> perspectives,
            ObjectProperty<Perspective> place) {
        this.session = session;
        this.commands = commands;
        getStyleClass().add("top-bar");
        var places = places(perspectives, place);
        var lm = lm();
        var verbs =
                List.<Node>of(
                        Layout.gap(4),
                        lm,
                        Layout.gap(4),
                        CommandButtons.button(commands.get("study.optimize")),
                        CommandButtons.button(commands.get("run.stop"), "stop"),
                        CommandButtons.button(commands.get("run.start"), "primary"));
        getChildren().addAll(menuButton(menu), new Logo(), project(menu));
        getChildren().add(space());
        getChildren().addAll(places);
        getChildren().addAll(Layout.grow(), palette());
        getChildren().addAll(verbs);
        getChildren().add(Layout.gap(4));
        getChildren().add(CommandButtons.iconButton(commands.get("view.theme")));
        getChildren().add(CommandButtons.iconButton(commands.get("view.settings")));
        session.projectProperty()
                .subscribe(
                        name -> {
                            places.forEach(node -> shown(node, !name.isEmpty()));
                            verbs.forEach(node -> shown(node, !name.isEmpty()));
                        });
    }

    private static void shown(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    /** Between project and places, as long as there is room. */
    private static Region space() {
        var space = new Region();
        space.setMinWidth(0);
        space.setPrefWidth(36);
        return space;
    }

    private static Button menuButton(AppMenu menu) {
        var button = Buttons.icon("menu", text("shell.menu"));
        button.setId("app-menu");
        button.setOnAction(_ -> menu.showMain(button));
        return button;
    }

    private Button project(AppMenu menu) {
        var name = Labels.cut("", "strong");
        var button = new Button();
        button.setId("project-menu");
        button.getStyleClass().add("project-button");
        button.setGraphic(Layout.row(4, name, Icons.icon("chevron-down")));
        session.projectProperty()
                .subscribe(
                        now -> {
                            var shown = now.isEmpty() ? text("shell.name") : now;
                            name.setText(shown);
                            button.setAccessibleText(text("shell.project.menu", shown));
                        });
        button.setOnAction(_ -> menu.showProject(button));
        return button;
    }

    /** In a narrow window they go without their icons, in a narrower one without their names. */
    private List<ToggleButton> places(
            List<Perspective> perspectives, ObjectProperty<Perspective> place) {
        var group = new ToggleGroup();
        return perspectives.stream()
                .map(
                        perspective -> {
                            var button =
                                    new ToggleButton(
                                            perspective.title(), Icons.icon(perspective.icon()));
                            button.getStyleClass().add("place");
                            button.setMinWidth(USE_PREF_SIZE);
                            button.contentDisplayProperty()
                                    .bind(widthProperty().map(TopBar::shown));
                            widthProperty()
                                    .map(width -> shown(width) != ContentDisplay.LEFT)
                                    .subscribe(
                                            narrow ->
                                                    button.pseudoClassStateChanged(NARROW, narrow));
                            button.setAccessibleText(perspective.title());
                            Tips.install(button, () -> isNamed() ? "" : perspective.title());
                            button.setToggleGroup(group);
                            button.setId("place-" + perspective.id());
                            button.setOnAction(
                                    _ -> {
                                        place.set(perspective);
                                        button.setSelected(true); // also where it was
                                    });
                            place.subscribe(now -> button.setSelected(now == perspective));
                            return button;
                        })
                .toList();
    }

    private static ContentDisplay shown(Number width) {
        if (width.doubleValue() < NAMED) return ContentDisplay.GRAPHIC_ONLY;
        return width.doubleValue() < ROOMY ? ContentDisplay.TEXT_ONLY : ContentDisplay.LEFT;
    }

    private boolean isNamed() {
        return shown(getWidth()) != ContentDisplay.GRAPHIC_ONLY;
    }

    /** Looks like a field, opens the palette. */
    private Button palette() {
        Command command = commands.get("view.palette");
        var prompt = Layout.wide(Labels.cut(text("shell.palette.prompt"), "prompt"));
        var row = Layout.row(6, Icons.icon("magnify"), prompt, Chips.key(command.keyText()));
        var button = new Button();
        button.setMinWidth(96);
        button.setPrefWidth(232);
        button.setMaxWidth(232);
        row.prefWidthProperty().bind(button.widthProperty().subtract(16));
        button.setGraphic(row);
        button.getStyleClass().add("palette-button");
        button.setId(command.id());
        button.setAccessibleText(text("shell.palette.prompt"));
        button.setOnAction(_ -> command.run());
        return button;
    }

    private ComboBox<SessionModel.Lm> lm() {
        var combo =
                Layout.width(
                        Fields.<SessionModel.Lm>combo(
                                text("shell.lm"), SessionModel.Lm::label, _ -> "chip"),
                        192);
        combo.setMinWidth(120);
        combo.setId("lm");
        combo.setItems(session.lms());
        combo.valueProperty().bindBidirectional(session.lmProperty());
        var tip = new Tooltip();
        tip.textProperty().bind(combo.valueProperty().map(SessionModel.Lm::label).orElse(""));
        combo.setTooltip(tip);
        return combo;
    }
}
