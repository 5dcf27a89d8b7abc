package dev.dspex.app.variable;

import dev.dspex.variable.Binding;
import dev.dspex.variable.VariableSpace;

import javafx.geometry.Point2D;

import org.eclipse.elk.alg.layered.options.LayerConstraint;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where variables and the nodes that they drive stand: what is chosen first, what is driven last
 * (ELK). Any thread.
 *
 * @param places upper left corners by id: the name of a variable, or the id of a driven node
 */
record DependencyLayout(Map<String, Point2D> places, Set<Edge> edges) {
    static final double WIDTH = 168;
    static final double HEIGHT = 44;
    private static final double BETWEEN_LAYERS = 88;
    private static final double BETWEEN_NODES = 20;

    /** An arrow from a variable to what follows from it. */
    record Edge(String from, String to) {}

    static {
        LayoutMetaDataService.getInstance()
                .registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
    }

    /** The id of the node that a binding drives. */
    static String id(Binding binding) {
        return binding.program() + "/" + binding.node();
    }

    static DependencyLayout of(VariableSpace space) {
        var edges = new LinkedHashSet<Edge>();
        for (var variable : space.variables())
            for (var read : space.dependencies(variable.name()))
                edges.add(new Edge(read, variable.name()));
        for (var binding : space.bindings()) edges.add(new Edge(binding.variable(), id(binding)));
        var graph = ElkGraphUtil.createGraph();
        graph.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
        graph.setProperty(LayeredOptions.DIRECTION, Direction.RIGHT);
        graph.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, BETWEEN_LAYERS);
        graph.setProperty(LayeredOptions.SPACING_NODE_NODE, BETWEEN_NODES);
        graph.setProperty(CoreOptions.SEPARATE_CONNECTED_COMPONENTS, false);
        var nodes = new LinkedHashMap<String, ElkNode>();
        for (var variable : space.variables()) {
            var first = space.dependencies(variable.name()).isEmpty();
            nodes.put(
                    variable.name(),
                    node(graph, first ? LayerConstraint.FIRST : LayerConstraint.NONE));
        }
        for (var binding : space.bindings())
            nodes.computeIfAbsent(id(binding), _ -> node(graph, LayerConstraint.LAST));
        for (var edge : edges) {
            var from = nodes.get(edge.from());
            var to = nodes.get(edge.to());
            if (from != null && to != null) ElkGraphUtil.createSimpleEdge(from, to);
        }
        new RecursiveGraphLayoutEngine().layout(graph, new BasicProgressMonitor());
        var places = new LinkedHashMap<String, Point2D>();
        nodes.forEach((id, node) -> places.put(id, new Point2D(node.getX(), node.getY())));
        return new DependencyLayout(places, edges);
    }

    private static ElkNode node(ElkNode graph, LayerConstraint layer) {
        var node = ElkGraphUtil.createNode(graph);
        node.setDimensions(WIDTH, HEIGHT);
        node.setProperty(LayeredOptions.LAYERING_LAYER_CONSTRAINT, layer);
        return node;
    }

    /** What is driven, in the order of the places. */
    List<String> ids() {
        return List.copyOf(places.keySet());
    }
}
