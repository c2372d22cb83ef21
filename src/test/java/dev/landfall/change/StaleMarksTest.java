package dev.landfall.change;

import static dev.landfall.cluster.ObjectText.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.reason.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** {@code --ignore-stale-owner}: whose mark counts for nothing, and that a plan and its digest say so. */
@Execution(ExecutionMode.CONCURRENT)
class StaleMarksTest extends ChangesOverGit {
    private static final ObjectRef OWNER =
            new ObjectRef("kustomize.toolkit.fluxcd.io", "v1", "Kustomization", "shop", "shop");

    private ChangeRequest overMarks(int replicas, Destination destination) {
        ChangeRequest plain = scale(replicas);
        return new ChangeRequest(plain.changes(), plain.what(), new Manner("", false, destination, true, false));
    }

    private ChangeRequest overMarks(int replicas) {
        return overMarks(replicas, new Destination.Unsaid());
    }

    @Test
    void theMarkOfAnOwnerThatIsGoneIsRefusedWithTheOptionAndNamedWhereItIsGiven() {
        cluster.without(OWNER);

        Reason refused = ((Planned.Refused) engine.plan(scale(3))).reason();
        assertThat(refused.code()).isEqualTo("owner-not-in-cluster");
        assertThat(refused.remedy()).contains("--ignore-stale-owner");

        ChangePlan plan = plan(overMarks(3));
        assertThat(plan.parts()).singleElement().isInstanceOf(PlanPart.Direct.class);
        assertThat(plan.warnings()).anySatisfy(warning -> {
            assertThat(warning.code()).isEqualTo("stale-owner-ignored");
            assertThat(warning.message()).contains("kustomize.toolkit.fluxcd.io/name=shop");
        });
    }

    @Test
    void whatIsApprovedIsThisAndThePlanKeepsIt() {
        cluster.without(OWNER);

        ChangePlan plan = plan(overMarks(3));

        ChangeRequest stored = engine.storedPlan(plan.id()).request();
        assertThat(stored.manner().ignoreStaleOwner()).isTrue();
        ChangeRequest without = new ChangeRequest(
                stored.changes(), stored.what(), new Manner(stored.manner().reason(), false, new Destination.Unsaid()));
        assertThat(PlanDigest.of(stored, plan.parts())).isEqualTo(plan.digest());
        assertThat(PlanDigest.of(without, plan.parts())).isNotEqualTo(plan.digest());
    }

    @Test
    void anOwnerThatListsTheObjectStillGetsTheChange() {
        assertThat(plan(overMarks(3)).parts()).singleElement().isInstanceOf(PlanPart.InGit.class);
    }

    @Test
    void anOwnerThatIsThereAndDoesNotListTheObjectStillForbidsIt() {
        cluster.with(object("""
                apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                metadata: {namespace: shop, name: shop, uid: k, generation: 1}
                status: {inventory: {entries: []}}
                """));
        assertThat(engine.plan(overMarks(3)))
                .isInstanceOfSatisfying(
                        Planned.Refused.class,
                        refused -> assertThat(refused.reason().code()).isEqualTo("not-in-inventory"));
    }

    @Test
    void amongObjectsThatOthersManageItIsAskedAboutAllTheSame() {
        cluster.without(OWNER).with(object("""
                apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                metadata: {namespace: shop, name: other, uid: o, generation: 1}
                status: {inventory: {entries: [{id: shop_api_apps_Deployment, v: v1}]}}
                """));
        assertThat(engine.plan(overMarks(3))).isInstanceOf(Planned.NeedsInput.class);
        assertThat(plan(overMarks(3, new Destination.Direct())).parts())
                .singleElement()
                .isInstanceOf(PlanPart.Direct.class);
    }
}
