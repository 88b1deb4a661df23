package gannet.torch;

import ai.djl.pytorch.engine.NumberOperand;
import ai.djl.pytorch.jni.OwnedMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles.Lookup;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Cures DJL of tensors that point into Java's memory, by sending four calls inside two of its classes elsewhere before
/// these are loaded: see `docs/decisions/0010-numbers-and-buffers-are-copied-into-pytorch.md`.
final class EnginePatch {
    private static final ClassDesc LIBRARY = ClassDesc.of("ai.djl.pytorch.jni.PyTorchLibrary");
    private static final ClassDesc MANAGER = ClassDesc.of("ai.djl.pytorch.engine.PtNDManager");
    private static final ClassDesc ARRAY = ClassDesc.of("ai.djl.pytorch.engine.PtNDArray");
    private static final ClassDesc BUFFER = ClassDesc.of("java.nio.ByteBuffer");
    private static final ClassDesc MEMORY = OwnedMemory.class.describeConstable().orElseThrow();
    private static final ClassDesc OPERAND = NumberOperand.class.describeConstable().orElseThrow();
    private static final MethodTypeDesc FROM_BLOB = MethodTypeDesc.of(ConstantDescs.CD_long, BUFFER, ConstantDescs.CD_long.arrayType(),
            ConstantDescs.CD_int, ConstantDescs.CD_int, ConstantDescs.CD_int.arrayType(), ConstantDescs.CD_boolean);
    private static final MethodTypeDesc SET = MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_long, BUFFER);
    private static final MethodTypeDesc NUMBER = MethodTypeDesc.of(ClassDesc.of("ai.djl.ndarray.NDArray"), ClassDesc.of("java.lang.Number"));

    /// A virtual call that becomes a static one of the same arguments.
    ///
    /// @param withArray whether the method's first own argument, the array, is handed over as well
    /// @param times how often it stands in the class
    private record Detour(ClassDesc owner, String name, MethodTypeDesc type, ClassDesc to, String toName, boolean withArray, int times) {
        boolean takes(InvokeInstruction call) {
            return call.owner().asSymbol().equals(owner) && call.name().equalsString(name) && call.typeSymbol().equals(type);
        }

        MethodTypeDesc toType() {
            var all = type.insertParameterTypes(0, owner);
            return withArray ? all.insertParameterTypes(all.parameterCount(), ARRAY) : all;
        }
    }

    private EnginePatch() {}

    static void apply() {
        var number = new Detour(MANAGER, "create", NUMBER, OPERAND, "of", true, 21);
        redefine(NumberOperand.door(), "ai.djl.pytorch.engine.PtNDArray", List.of(number));
        redefine(OwnedMemory.door(), "ai.djl.pytorch.jni.JniUtils", List.of(
                new Detour(LIBRARY, "torchFromBlob", FROM_BLOB, MEMORY, "torchFromBlob", false, 1),
                new Detour(LIBRARY, "torchSet", SET, MEMORY, "torchSet", false, 1),
                new Detour(MANAGER, "create", NUMBER, OPERAND, "of", true, 2)));
    }

    private static void redefine(Lookup door, String name, List<Detour> detours) {
        var taken = new HashMap<Detour, Integer>();
        byte[] patched = transform(original(door, name), detours, taken);
        detours.stream().filter(detour -> taken.getOrDefault(detour, 0) != detour.times()).findFirst().ifPresent(detour -> {
            throw new IllegalStateException(name + " is not the one of DJL 0.35.1: it calls " + detour.name() + " "
                    + taken.getOrDefault(detour, 0) + " times, not " + detour.times()
                    + ". Use the DJL this program came with, or revise gannet.torch.EnginePatch.");
        });
        try {
            door.defineClass(patched);
        } catch (LinkageError e) {
            throw new IllegalStateException("TorchEngine.start() came too late: " + name
                    + " is loaded already. Call it before anything else touches DJL.", e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] original(Lookup door, String name) {
        try (var in = door.lookupClass().getClassLoader().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new IllegalStateException("DJL's PyTorch engine is not on the class path: " + name + " is missing.");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] transform(byte[] original, List<Detour> detours, Map<Detour, Integer> taken) {
        CodeTransform calls = (builder, element) -> {
            var detour = element instanceof InvokeInstruction call ? detours.stream().filter(d -> d.takes(call)).findFirst() : Optional.<Detour>empty();
            if (detour.isEmpty()) {
                builder.with(element);
                return;
            }
            taken.merge(detour.get(), 1, Integer::sum);
            if (detour.get().withArray()) {
                builder.aload(0);
            }
            builder.invokestatic(detour.get().to(), detour.get().toName(), detour.get().toType());
        };
        var classFile = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(EnginePatch.class.getClassLoader())));
        return classFile.transformClass(classFile.parse(original), ClassTransform.transformingMethodBodies(calls));
    }
}
