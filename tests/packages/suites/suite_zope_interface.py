# needs: python3-zope.interface
from _suite import count

MODULES = ("adapter", "declarations", "element", "interface", "interfaces", "odd_declarations", "registry", "sorting", "verify")

count(["-m", "unittest", *(f"zope.interface.tests.test_{name}" for name in MODULES)], r"^Ran \d+ tests|^OK.*|^FAILED.*", r"^(?:FAIL|ERROR): .*")

# expect: ERROR: test___add___overlapping_interface (zope.interface.tests.test_declarations.DeclarationTests.test___add___overlapping_interface)
# expect: ERROR: test___add___overlapping_interface_implementedBy (zope.interface.tests.test_declarations.DeclarationTests.test___add___overlapping_interface_implementedBy)
# expect: ERROR: test_redundant_implementer_Interface (zope.interface.tests.test_declarations.Test_classImplements.test_redundant_implementer_Interface)
# expect: ERROR: test_redundant_implementer_Interface (zope.interface.tests.test_declarations.Test_classImplementsFirst.test_redundant_implementer_Interface)
# expect: ERROR: test_redundant_implementer_Interface (zope.interface.tests.test_declarations.Test_implementer.test_redundant_implementer_Interface)
# expect: FAIL: test_optimizations (zope.interface.tests.test_adapter.LookupBaseTests.test_optimizations)
# expect: FAIL: test_optimizations (zope.interface.tests.test_adapter.VerifyingBaseTests.test_optimizations)
# expect: FAIL: test_optimizations (zope.interface.tests.test_declarations.ClassProvidesBaseTests.test_optimizations)
# expect: FAIL: test_optimizations (zope.interface.tests.test_declarations.ObjectSpecificationDescriptorTests.test_optimizations)
# expect: FAIL: test_optimizations (zope.interface.tests.test_declarations.Test_getObjectSpecification.test_optimizations)
# expect: FAIL: test_optimizations (zope.interface.tests.test_declarations.Test_implementedBy.test_optimizations)
# expect: FAIL: test_optimizations (zope.interface.tests.test_declarations.Test_providedBy.test_optimizations)
# expect: FAIL: test_optimizations (zope.interface.tests.test_interface.InterfaceBaseTests.test_optimizations)
# expect: FAIL: test_optimizations (zope.interface.tests.test_interface.SpecificationBaseTests.test_optimizations)
# expect: ['Ran 1046 tests', 'FAILED (failures=9, errors=5)']
