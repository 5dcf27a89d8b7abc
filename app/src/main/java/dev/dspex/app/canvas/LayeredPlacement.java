package dev.dspex.app.canvas;

import javafx.geometry.Point2D;

import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.PortConstraints;
import org.eclipse.elk.core.options.PortSide;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.ElkPort;
import org.eclipse.elk.graph.util.ElkGraphUtil;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Left to right in layers (ELK), with the ports where they are drawn. Any thread. */
final class LayeredPlacement {
    private static final double BETWEEN_LAYERS = 72;
    private static final double BETWEEN_NODES = 40;

    static {
        LayoutMetaDataService.getInstance()
                .registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
    }

    private LayeredPlacement() {}

    static Map<String, Point2D> place(List<Box> boxes, List<Wire> wires) {
        var graph = ElkGraphUtil.createGraph();
        graph.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
        graph.setProperty(LayeredOptions.DIRECTION, Direction.RIGHT);
        graph.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, BETWEEN_LAYERS);
        graph.setProperty(LayeredOptions.SPACING_NODE_NODE, BETWEEN_NODES);
        var nodes = new HashMap<String, ElkNode>();
        var ports = new HashMap<String, ElkPort>();
        for (var box : boxes) nodes.put(box.id(), node(graph, box, ports));
        for (var wire : wires) {
            var from = ports.get(wire.from() + " out " + wire.out());
            var to = ports.get(wire.to() + " in " + wire.in());
            if (from != null && to != null) ElkGraphUtil.createSimpleEdge(from, to);
        }
        new RecursiveGraphLayoutEngine().layout(graph, new BasicProgressMonitor());
        var places = new HashMap<String, Point2D>();
        nodes.forEach((id, node) -> places.put(id, Placement.snapped(node.getX(), node.getY())));
        return places;
    }

    private static ElkNode node(ElkNode graph, Box box, Map<String, ElkPort> ports) {
        var node = ElkGraphUtil.createNode(graph);
        node.setDimensions(Metrics.width(box), Metrics.height(box, NodeStatus.IDLE));
        node.setProperty(LayeredOptions.PORT_CONSTRAINTS, PortConstraints.FIXED_POS);
        for (var row = 0; row < box.ins().size(); row++) {
            ports.put(
                    box.id() + " in " + row, port(node, PortSide.WEST, 0, Metrics.portY(box, row)));
        }
        for (var row = 0; row < box.outs().size(); row++) {
            ports.put(
                    box.id() + " out " + row,
                    port(node, PortSide.EAST, Metrics.width(box), Metrics.portY(box, row)));
        }
        return node;
    }

    private static ElkPort port(ElkNode node, PortSide side, double x, double y) {
        var port = ElkGraphUtil.createPort(node);
        port.setProperty(LayeredOptions.PORT_SIDE, side);
        port.setLocation(x, y);
        return port;
    }
}
