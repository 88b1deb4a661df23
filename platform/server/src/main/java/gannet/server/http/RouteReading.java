package gannet.server.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds in the compiled code of routes what they are and which parts of a request they ask a [Call] for. So the description of the
/// REST interface can say nothing else than what is done, and nothing has to be written twice.
final class RouteReading {
    private static final String API = Api.class.getName().replace('.', '/');
    private static final String CALL = Call.class.getName().replace('.', '/');
    private static final ClassDesc CALL_TYPE = ClassDesc.of(Call.class.getName());
    private static final String OURS = "gannet/server/";

    /// A value that is only known when it runs.
    private static final Object UNKNOWN = new Object();

    /// A method, found by its class's name with slashes.
    record Method(String owner, String name, MethodTypeDesc type) {}

    /// A part of a request that a route asks for.
    ///
    /// @param how the method of [Call]    @param values what it was given besides its name, as far as they are constants
    record Asked(String how, String name, List<Object> values) {}

    /// @param how the method of [Api]    @param body class of the JSON that it takes, null if none
    record Route(String how, String method, String path, List<Method> handlers, List<Asked> asked, @Nullable ClassDesc body) {
        boolean isOpen() { return how.equals("open") || how.equals("openLive"); }
    }

    private final Map<String, ClassModel> classes = new HashMap<>();

    /// All that a feature mounts, in that order.
    List<Route> routes(Class<?> feature) {
        var owner = feature.getName().replace('.', '/');
        var routes = new ArrayList<Route>();
        for (var method : model(owner).methods()) {
            if (method.methodName().equalsString("mount")) {
                routes.addAll(routes(instructions(method)));
            }
        }
        return routes;
    }

    /// A route's arguments stand right before the call that mounts it.
    private List<Route> routes(List<Instruction> code) {
        var routes = new ArrayList<Route>();
        int from = 0;
        for (int i = 0; i < code.size(); i++) {
            if (!(code.get(i) instanceof InvokeInstruction call) || !call.owner().asInternalName().equals(API)) {
                continue;
            }
            var how = call.name().stringValue();
            String path = "";
            String method = switch (how) {
                case "upload" -> "POST";
                case "download", "stream", "live", "openLive" -> "GET";
                default -> how.toUpperCase(Locale.ROOT);
            };
            var handlers = new ArrayList<Method>();
            for (var instruction : code.subList(from, i)) {
                switch (instruction) {
                    case ConstantInstruction constant when constant.constantValue() instanceof String text -> path = text;
                    case FieldInstruction field when field.owner().asInternalName().endsWith("/HttpMethod") -> method = field.name().stringValue();
                    case InvokeDynamicInstruction lambda -> handle(lambda).ifPresent(handlers::add);
                    default -> { }
                }
            }
            var reading = new Reading();
            handlers.forEach(handler -> reading.follow(handler, List.of()));
            routes.add(new Route(how, method, path, List.copyOf(handlers), List.copyOf(reading.asked.values()), reading.body));
            from = i + 1;
        }
        return routes;
    }

    /// One route's code, and what it calls with its [Call] in hand.
    private final class Reading {
        private final Map<String, Asked> asked = new LinkedHashMap<>();
        private final Set<Object> visited = new HashSet<>();
        private @Nullable ClassDesc body;

        void follow(Method method, List<Object> arguments) {
            if (method.owner().equals(CALL) || !method.owner().startsWith(OURS) || !visited.add(List.of(method, arguments))) {
                return;
            }
            var found = find(method);
            if (found.isEmpty()) {
                return;
            }
            var code = instructions(found.get());
            var slots = slots(found.get(), arguments);
            for (int i = 0; i < code.size(); i++) {
                switch (code.get(i)) {
                    case InvokeInstruction call -> called(call, before(code, i, call.typeSymbol().parameterCount(), slots));
                    case InvokeDynamicInstruction lambda -> handle(lambda).filter(RouteReading::takesCall).ifPresent(handler -> follow(handler, List.of()));
                    default -> { }
                }
            }
        }

        private void called(InvokeInstruction call, List<Object> given) {
            var owner = call.owner().asInternalName();
            var name = call.name().stringValue();
            if (!owner.equals(CALL)) {
                var method = new Method(owner, name, call.typeSymbol());
                if (takesCall(method)) {
                    follow(method, given);
                }
            } else if (name.equals("body")) {
                body = given.getFirst() instanceof ClassDesc type ? type : body;
            } else if (Set.of("query", "queries", "texts", "number", "id", "path").contains(name)) {
                if (!(given.getFirst() instanceof String what)) {
                    throw new IllegalStateException("A route asks " + name + "(…) for something whose name is no constant");
                }
                asked.merge(what, new Asked(name, what, given.subList(1, given.size())), (one, other) -> other.values().size() > one.values().size() ? other : one);
            }
        }
    }

    /// The constants right before an instruction, which are its arguments.
    private static List<Object> before(List<Instruction> code, int at, int count, Map<Integer, Object> slots) {
        var values = new ArrayList<Object>();
        int i = at - 1;
        for (int left = count; left > 0; left--, i--) {
            var value = i < 0 ? null : switch (code.get(i)) {
                case ConstantInstruction constant -> constant.opcode() == Opcode.ACONST_NULL ? UNKNOWN : constant.constantValue();
                case LoadInstruction load -> slots.getOrDefault(load.slot(), UNKNOWN);
                default -> null;
            };
            if (value == null) {
                while (left-- > 0) {
                    values.addFirst(UNKNOWN);
                }
                break;
            }
            values.addFirst(value);
        }
        return List.copyOf(values);
    }

    private static Map<Integer, Object> slots(MethodModel method, List<Object> arguments) {
        var slots = new HashMap<Integer, Object>();
        int slot = (method.flags().flagsMask() & ClassFile.ACC_STATIC) != 0 ? 0 : 1;
        var types = method.methodTypeSymbol().parameterList();
        for (int i = 0; i < types.size(); i++) {
            slots.put(slot, i < arguments.size() ? arguments.get(i) : UNKNOWN);
            slot += types.get(i).descriptorString().matches("[JD]") ? 2 : 1;
        }
        return slots;
    }

    private static boolean takesCall(Method method) { return method.type().parameterList().contains(CALL_TYPE); }

    /// What a lambda or a method reference leads to.
    static Optional<Method> handle(InvokeDynamicInstruction lambda) {
        return lambda.bootstrapArgs().stream().filter(DirectMethodHandleDesc.class::isInstance).map(DirectMethodHandleDesc.class::cast).findFirst()
                .map(handle -> new Method(internal(handle.owner()), handle.methodName(), MethodTypeDesc.ofDescriptor(handle.lookupDescriptor())));
    }

    static String internal(ClassDesc type) { return type.descriptorString().replaceAll("^L|;$", ""); }

    Optional<MethodModel> find(Method method) {
        return model(method.owner()).methods().stream()
                .filter(each -> each.methodName().equalsString(method.name()) && each.methodTypeSymbol().descriptorString().equals(method.type().descriptorString())).findFirst();
    }

    static List<Instruction> instructions(MethodModel method) {
        return method.code().map(code -> code.elementList().stream().filter(Instruction.class::isInstance).map(Instruction.class::cast).toList()).orElse(List.of());
    }

    private ClassModel model(String owner) {
        return classes.computeIfAbsent(owner, name -> {
            try (var in = RouteReading.class.getClassLoader().getResourceAsStream(name + ".class")) {
                if (in == null) {
                    throw new IllegalStateException("The class " + name + " is not where the others are");
                }
                return ClassFile.of().parse(in.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException("The class " + name + " cannot be read", e);
            }
        });
    }
}
