"""What runs beside student code: loads it, puts probes to it, returns values.

Imports only the standard library, numpy, torch and safetensors; knows no expected value and no verdict.
"""
