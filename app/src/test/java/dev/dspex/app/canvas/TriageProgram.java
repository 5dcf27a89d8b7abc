package dev.dspex.app.canvas;

import dev.dspex.app.kit.RunState;
import dev.dspex.program.Ends;
import dev.dspex.program.Field;
import dev.dspex.program.FieldType;
import dev.dspex.program.Link;
import dev.dspex.program.ModuleKind;
import dev.dspex.program.ModuleNode;
import dev.dspex.program.Note;
import dev.dspex.program.Parameters;
import dev.dspex.program.Point;
import dev.dspex.program.Port;
import dev.dspex.program.Program;
import dev.dspex.program.RecordType;
import dev.dspex.program.Signature;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A program like the one of the design sheets, for pictures and tests. */
public final class TriageProgram {
    private static final FieldType URGENCY =
            FieldType.Literal.of("low", "normal", "high", "critical");
    private static final FieldType CUSTOMER = new FieldType.RecordRef("Customer");

    private TriageProgram() {}

    public static Program make() {
        var subject = new Field("subject", FieldType.Basic.STR, "Subject line of the mail");
        var body = new Field("body", FieldType.Basic.STR, "Text of the mail");
        var customer = new Field("customer", CUSTOMER, "Tier and region");
        var urgency = new Field("urgency", URGENCY, "How soon a person must act");
        var findings =
                new Field(
                        "findings",
                        new FieldType.ListOf(FieldType.Basic.STR),
                        "What the tools said");
        var reply = new Field("reply", FieldType.Basic.STR, "Answer to the customer");
        var confidence = new Field("confidence", FieldType.Basic.FLOAT, "How sure the label is");
        var classify =
                new ModuleNode(
                        "classify",
                        ModuleKind.CHAIN_OF_THOUGHT,
                        "Classify urgency",
                        new Signature(
                                "ClassifyUrgency",
                                "Decide how soon a person must act. Weigh the harm of waiting, not"
                                    + " the tone of the mail. Choose critical only when a service"
                                    + " is down for several customers.",
                                List.of(subject, body, customer),
                                List.of(urgency, confidence)),
                        Parameters.NONE.with("temperature", 0.3).with("max_tokens", 512),
                        List.of(),
                        null,
                        new Point(218, 104));
        var investigate =
                new ModuleNode(
                        "investigate",
                        ModuleKind.REACT,
                        "Investigate",
                        new Signature(
                                "Investigate",
                                "Find out what happened.",
                                List.of(body, urgency, customer),
                                List.of(findings)),
                        Parameters.NONE.with("max_iters", 6),
                        List.of(
                                "code/tools.py:order_status",
                                "code/tools.py:service_health",
                                "code/tools.py:search_kb"),
                        "main",
                        new Point(520, 16));
        var draft =
                new ModuleNode(
                        "draft",
                        ModuleKind.PREDICT,
                        "Draft reply",
                        new Signature("DraftReply", "", List.of(body, findings), List.of(reply)),
                        Parameters.NONE,
                        List.of(),
                        null,
                        new Point(820, 232));
        return new Program(
                "triage",
                "Routes a ticket.",
                List.of(
                        new RecordType(
                                "Customer",
                                "",
                                List.of(
                                        new Field("tier", FieldType.Literal.of("free", "business")),
                                        new Field("region", FieldType.Basic.STR)))),
                List.of(subject, body, customer),
                List.of(urgency, findings, reply),
                List.of(classify, investigate, draft),
                List.of(
                        link("input.subject", "classify.subject"),
                        link("input.body", "classify.body"),
                        link("input.customer", "classify.customer"),
                        link("input.body", "investigate.body"),
                        link("classify.urgency", "investigate.urgency"),
                        link("input.customer", "investigate.customer"),
                        link("input.body", "draft.body"),
                        link("investigate.findings", "draft.findings"),
                        link("classify.urgency", "output.urgency"),
                        link("investigate.findings", "output.findings"),
                        link("draft.reply", "output.reply")),
                List.of(
                        new Note(
                                "Holdout 0.79, was 0.62. Instruction and demos of Classify urgency"
                                        + " come from study 14.",
                                new Point(-60, -60))),
                List.of(),
                Ends.NOWHERE);
    }

    /** A chain of many nodes without places, each fed by the one before. */
    public static Program large(int size) {
        var nodes = new ArrayList<dev.dspex.program.Node>();
        var links = new ArrayList<Link>();
        var in = new Field("text", FieldType.Basic.STR);
        var out = new Field("answer", FieldType.Basic.STR);
        for (var i = 0; i < size; i++) {
            var at = new Point(i % 40 * 304, i / 40 * 200.0);
            nodes.add(
                    new ModuleNode(
                            "n" + i,
                            ModuleKind.PREDICT,
                            "Step " + i,
                            new Signature("Step", "", List.of(in), List.of(out)),
                            Parameters.NONE,
                            List.of(),
                            null,
                            at));
            links.add(
                    new Link(
                            i == 0 ? Port.input("text") : new Port("n" + (i - 1), "answer"),
                            new Port("n" + i, "text")));
        }
        links.add(new Link(new Port("n" + (size - 1), "answer"), Port.output("answer")));
        return Program.empty("large")
                .withInputs(List.of(in))
                .withOutputs(List.of(out))
                .withNodes(nodes)
                .withLinks(links);
    }

    /** In the middle of a run. */
    static void play(CanvasModel model) {
        model.setState("input", RunState.OK);
        var values = new LinkedHashMap<String, String>();
        values.put("urgency", "high");
        values.put("confidence", "0.91");
        model.update(
                "classify",
                s ->
                        s.withState(RunState.OK)
                                .withValues(values)
                                .withFigures(List.of("1.3 s", "412 tok", "$0.0004")));
        model.update(
                "investigate",
                s ->
                        s.withState(RunState.RUNNING)
                                .withStep("3 of 6")
                                .withText("The parcel left the Graz hub twice, so check whether")
                                .withFigures(List.of("4.8 s", "1,904 tok"))
                                .withTool(
                                        "order_status", new NodeStatus.Tool(RunState.OK, "1 call"))
                                .withTool(
                                        "service_health",
                                        new NodeStatus.Tool(RunState.OK, "1 call"))
                                .withTool(
                                        "search_kb",
                                        new NodeStatus.Tool(RunState.RUNNING, "0.4 s")));
        model.setState("draft", RunState.WAITING);
        model.setState("output", RunState.WAITING);
        model.selectedProperty().set("classify");
    }

    static Map<String, RunState> states(CanvasModel model) {
        var states = new LinkedHashMap<String, RunState>();
        model.boxes().forEach(box -> states.put(box.id(), model.status(box.id()).state()));
        return states;
    }

    private static Link link(String from, String to) {
        return new Link(port(from), port(to));
    }

    private static Port port(String text) {
        var dot = text.indexOf('.');
        return new Port(text.substring(0, dot), text.substring(dot + 1));
    }
}
