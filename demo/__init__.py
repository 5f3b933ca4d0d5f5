"""The demo city 青云市: small sites in the styles of real CMS families, with known faults, served on loopback."""
