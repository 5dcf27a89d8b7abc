package dev.dspex.orchestration;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * LinUCB with a model for each arm (Li et al. 2010): the reward is taken to be linear in the
 * features of the task, and an arm is given the benefit of the doubt. Not for several threads.
 */
public final class LinUcb implements Selector {
    /**
     * How much doubt counts. Rewards between 0 and 1 need this much optimism; .5 settles too soon.
     */
    public static final double ALPHA = 1.5;

    private final double alpha;
    private final Map<String, Model> models = new LinkedHashMap<>();

    /**
     * @param arms names of the modules, at least one
     * @param size number of features of a task
     */
    public LinUcb(List<String> arms, int size, double alpha) {
        if (arms.isEmpty() || size < 1 || alpha < 0) {
            throw new IllegalArgumentException(arms + ", " + size + " features, alpha " + alpha);
        }
        this.alpha = alpha;
        for (String arm : arms) models.put(arm, new Model(size));
    }

    @Override
    public Selection select(Task task, Terms terms) {
        RealVector x = new ArrayRealVector(task.features(), false);
        var scores = new LinkedHashMap<String, Double>();
        models.forEach((arm, model) -> scores.put(arm, model.bound(x, alpha) - terms.charge(arm)));
        return Selection.highest(scores, terms.allowed(), "LinUCB");
    }

    @Override
    public void learn(Task task, String arm, double reward) {
        Model model = models.get(arm);
        if (model == null) throw new IllegalArgumentException("no arm " + arm);
        model.learn(new ArrayRealVector(task.features(), false), Math.clamp(reward, 0, 1));
    }

    /** Ridge regression whose inverse is kept up to date (Sherman and Morrison 1950). */
    private static final class Model {
        private RealMatrix inverse;
        private RealVector sum;

        Model(int size) {
            inverse = MatrixUtils.createRealIdentityMatrix(size);
            sum = new ArrayRealVector(size);
        }

        double bound(RealVector x, double alpha) {
            RealVector turned = inverse.operate(x);
            return turned.dotProduct(sum) + alpha * Math.sqrt(Math.max(0, turned.dotProduct(x)));
        }

        void learn(RealVector x, double reward) {
            RealVector turned = inverse.operate(x);
            RealMatrix change = turned.outerProduct(turned);
            inverse =
                    new Array2DRowRealMatrix(inverse.getData(), false)
                            .subtract(change.scalarMultiply(1 / (1 + turned.dotProduct(x))));
            sum = sum.add(x.mapMultiply(reward));
        }
    }
}
